package org.royaltyledger.ledger.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Reads Avro's binary encoding of whole columns, in one or several Avro blocks.
 *
 * <p>Every method throws {@link IllegalArgumentException} on bytes that no writer wrote, before it
 * takes memory for what they announce.
 */
final class AvroReader {

  private static final int LONGEST_NUMBER = 10;

  private final byte[] buffer;
  private int at;

  AvroReader(byte[] buffer) {
    this.buffer = buffer;
  }

  void end() {
    if (at != buffer.length) {
      throw new IllegalArgumentException("%d bytes too many".formatted(buffer.length - at));
    }
  }

  long number() {
    byte[] from = buffer;
    int place = at;
    long zigzag = 0;
    for (int shift = 0; shift < LONGEST_NUMBER * 7; shift += 7) {
      if (place >= from.length) {
        throw new IllegalArgumentException("the bytes end within a number");
      }
      byte next = from[place++];
      zigzag |= (next & 0x7FL) << shift;
      if (next >= 0) {
        at = place;
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IllegalArgumentException("a number has more than 10 bytes");
  }

  int integer() {
    long value = number();
    if (value != (int) value) {
      throw new IllegalArgumentException("%d is no int".formatted(value));
    }
    return (int) value;
  }

  /**
   * How many entries follow, 0 at the array's end.
   *
   * @param most that may follow
   */
  int entries(long most) {
    long count = number();
    if (count < 0) { // Avro: then the size of the entries in bytes follows
      count = -count;
      number();
    }
    if (count < 0 || count > most || count > buffer.length - at) {
      throw new IllegalArgumentException(
          "an array announces %d entries, at most %d fit".formatted(count, most));
    }
    return (int) count;
  }

  String[] texts(int most) {
    String[] texts = new String[0];
    int size = 0;
    for (int n = entries(most); n > 0; n = entries(most - size)) {
      texts = Arrays.copyOf(texts, size + n);
      for (int end = size + n; size < end; size++) {
        int length = length();
        texts[size] = new String(buffer, at, length, UTF_8);
        at += length;
      }
    }
    return texts;
  }

  /** Shows the bytes of each text of an array, one after the other. */
  int eachText(int most, UsageBlockCodec.IdReader reader) {
    int size = 0;
    for (int n = entries(most); n > 0; n = entries(most - size)) {
      for (int end = size + n; size < end; size++) {
        int length = length();
        reader.read(size, buffer, at, length);
        at += length;
      }
    }
    return size;
  }

  /**
   * @param size of the column; a single entry stands for all
   */
  int[] ints(int size) {
    int[] values = new int[size];
    int have = 0;
    for (int n = entries(size); n > 0; n = entries(size - have)) {
      for (int end = have + n; have < end; have++) {
        values[have] = integer();
      }
    }
    if (spread(have, size)) {
      Arrays.fill(values, values[0]);
    }
    return values;
  }

  long[] longs(int size) {
    long[] values = new long[size];
    int have = 0;
    for (int n = entries(size); n > 0; n = entries(size - have)) {
      for (int end = have + n; have < end; have++) {
        values[have] = number();
      }
    }
    if (spread(have, size)) {
      Arrays.fill(values, values[0]);
    }
    return values;
  }

  long[] differences(int size) {
    long[] values = new long[size];
    int have = 0;
    long before = 0;
    for (int n = entries(size); n > 0; n = entries(size - have)) {
      for (int end = have + n; have < end; have++) {
        before += number();
        values[have] = before;
      }
    }
    if (spread(have, size)) {
      Arrays.fill(values, values[0]);
    }
    return values;
  }

  boolean[] booleans(int size) {
    boolean[] values = new boolean[size];
    int have = 0;
    for (int n = entries(size); n > 0; n = entries(size - have)) {
      for (int end = have + n; have < end; have++) {
        byte octet = buffer[at++];
        if (octet != 0 && octet != 1) {
          throw new IllegalArgumentException("%d is no boolean".formatted(octet));
        }
        values[have] = octet == 1;
      }
    }
    if (spread(have, size)) {
      Arrays.fill(values, values[0]);
    }
    return values;
  }

  /** Whether the next array is empty; then it is behind us. */
  boolean emptyArray() {
    if (at < buffer.length && buffer[at] == 0) {
      at++;
      return true;
    }
    return false;
  }

  UsageBlock.Address address() {
    return new UsageBlock.Address(number(), integer());
  }

  private int length() {
    long length = number();
    if (length < 0 || length > buffer.length - at) {
      throw new IllegalArgumentException("a text of %d bytes".formatted(length));
    }
    return (int) length;
  }

  private static boolean spread(int have, int size) {
    if (have != size && have != 1) {
      throw new IllegalArgumentException(
          "a column has %d entries, not %d or 1".formatted(have, size));
    }
    return have != size;
  }
}
