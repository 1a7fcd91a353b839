package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What the leaf of an event is made of, version 1: everything that is stored of it, of the two long
 * parts their SHA-256. So an entry is short, is made of stored bytes alone, and says nothing of
 * what an event holds to those who do not have it.
 *
 * <p>It begins with a byte 01. Numbers are big endian (int64); a text is its length in bytes
 * (int32) and its UTF-8; what may be absent is 00, or 01 and the rest.
 *
 * <p>In this order: place; event identifier; aggregate identifier; sequence number; optional
 * aggregate type; time stamp; event name; optional revision; SHA-256 of the payload; SHA-256 of the
 * meta data; of a block of usages how many they are (int32) and the root of its {@link BlockTree},
 * both or none.
 *
 * @param place from 1; the leaf's index is one less
 * @param contents null if the event is not a block of usages
 */
@SuppressWarnings("ArrayRecordComponent") // stored bytes, never compared
public record LogEntry(
    long place,
    String eventIdentifier,
    String aggregateIdentifier,
    long sequenceNumber,
    @Nullable String aggregateType,
    String timeStamp,
    String name,
    @Nullable String revision,
    byte[] payload,
    byte[] metaData,
    @Nullable Contents contents) {

  private static final byte VERSION = 1;

  /** What is hashed to the leaf. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream(512);
    bytes.write(VERSION);
    int64(bytes, place);
    text(bytes, eventIdentifier);
    text(bytes, aggregateIdentifier);
    int64(bytes, sequenceNumber);
    optional(bytes, aggregateType);
    text(bytes, timeStamp);
    text(bytes, name);
    optional(bytes, revision);
    bytes.writeBytes(sha256(payload));
    bytes.writeBytes(sha256(metaData));
    bytes.write(contents == null ? 0 : 1);
    if (contents != null) {
      bytes.writeBytes(contents.bytes());
    }
    return bytes.toByteArray();
  }

  /** The leaf. */
  public TreeHash leaf() {
    return TreeHash.leaf(bytes());
  }

  private static void int64(ByteArrayOutputStream to, long value) {
    to.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static void int32(ByteArrayOutputStream to, int value) {
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private static void text(ByteArrayOutputStream to, String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    int32(to, utf8.length);
    to.writeBytes(utf8);
  }

  private static void optional(ByteArrayOutputStream to, @Nullable String value) {
    to.write(value == null ? 0 : 1);
    if (value != null) {
      text(to, value);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
