package org.royaltyledger.ledger.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Avro's binary encoding of whole columns, into one growing array. */
final class AvroWriter {

  private static final int LONGEST_NUMBER = 10;

  private byte[] buffer;
  private int at;

  AvroWriter(int room) {
    buffer = new byte[room];
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, at);
  }

  void number(long value) {
    room(LONGEST_NUMBER);
    at = put(buffer, at, value);
  }

  /** Begins an array of {@code count} entries; {@link #endArray} ends it. */
  void beginArray(int count) {
    if (count > 0) {
      number(count);
    }
  }

  void endArray() {
    room(1);
    buffer[at++] = 0;
  }

  void texts(String[] texts) {
    beginArray(texts.length);
    for (String text : texts) {
      text(text);
    }
    endArray();
  }

  /** As {@code ints}, or one entry if all are the same. */
  void column(int[] values) {
    int count = same(values) ? 1 : values.length;
    beginArray(count);
    room((long) count * LONGEST_NUMBER);
    int place = at;
    for (int i = 0; i < count; i++) {
      place = put(buffer, place, values[i]);
    }
    at = place;
    endArray();
  }

  void column(long[] values) {
    int count = same(values) ? 1 : values.length;
    beginArray(count);
    room((long) count * LONGEST_NUMBER);
    int place = at;
    for (int i = 0; i < count; i++) {
      place = put(buffer, place, values[i]);
    }
    at = place;
    endArray();
  }

  /** The first, then differences; or one entry if all are the same. */
  void differences(long[] values) {
    int count = same(values) ? 1 : values.length;
    beginArray(count);
    room((long) count * LONGEST_NUMBER);
    int place = at;
    long before = 0;
    for (int i = 0; i < count; i++) {
      place = put(buffer, place, values[i] - before);
      before = values[i];
    }
    at = place;
    endArray();
  }

  void column(boolean[] values) {
    int count = same(values) ? 1 : values.length;
    beginArray(count);
    room(count);
    for (int i = 0; i < count; i++) {
      buffer[at++] = (byte) (values[i] ? 1 : 0);
    }
    endArray();
  }

  private void text(String text) {
    int length = text.length();
    room((long) length + LONGEST_NUMBER);
    int place = put(buffer, at, length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        wideText(text);
        return;
      }
      buffer[place++] = (byte) c;
    }
    at = place;
  }

  private void wideText(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    room((long) utf8.length + LONGEST_NUMBER);
    at = put(buffer, at, utf8.length);
    System.arraycopy(utf8, 0, buffer, at, utf8.length);
    at += utf8.length;
  }

  private static int put(byte[] to, int at, long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    int place = at;
    while ((zigzag & ~0x7FL) != 0) {
      to[place++] = (byte) (zigzag | 0x80);
      zigzag >>>= 7;
    }
    to[place++] = (byte) zigzag;
    return place;
  }

  private static boolean same(int[] values) {
    for (int value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return values.length > 0;
  }

  private static boolean same(long[] values) {
    for (long value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return values.length > 0;
  }

  private static boolean same(boolean[] values) {
    for (boolean value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return values.length > 0;
  }

  private void room(long more) {
    if (buffer.length - at < more) {
      buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(buffer.length * 2L, at + more)));
    }
  }
}
