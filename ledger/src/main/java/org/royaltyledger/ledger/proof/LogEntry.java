package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Sha256;

/**
 * What the leaf of an event is made of: everything that is stored of it, of the longer parts their
 * hashes. So an entry is short, and is made of stored bytes alone.
 *
 * <p>Numbers are big endian (int64); a text is its length in bytes (int32) and its UTF-8; what may
 * be absent is 00, or 01 and the rest.
 *
 * <p>Version 2, of an event that has a salt: a byte 02; place; time stamp; event name; optional
 * revision; the salted hash of each {@link Part}; of a block of usages how many they are (int32)
 * and the root of its {@link BlockTree}, both or none. The hash of a part is SHA-256 of 00, its
 * salt and its bytes; its salt is HMAC-SHA256 of the part's number (a byte) under that of the
 * event. Whoever has an entry learns when something was recorded and of what kind, and cannot find
 * out the rest by trying.
 *
 * <p>Version 1, of an event without a salt: a byte 01; place; event identifier; aggregate
 * identifier; sequence number; optional aggregate type; time stamp; event name; optional revision;
 * SHA-256 of the payload; SHA-256 of the meta data; of a block of usages the same as above.
 *
 * @param place from 1; the leaf's index is one less
 * @param contents null if the event is not a block of usages
 * @param salt {@link #SALT} bytes; null of what was recorded before there were any
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
    @Nullable Contents contents,
    byte @Nullable [] salt) {

  /** How many bytes a salt has. */
  public static final int SALT = 32;

  private static final byte UNSALTED = 1;
  private static final byte SALTED = 2;

  /** What of an event is behind a hash, and may be shown with its salt or not at all. */
  public enum Part {
    /**
     * Event identifier, aggregate identifier, sequence number, optional aggregate type.
     *
     * <p>An aggregate's name says of whom or what the event is.
     */
    IDENTITY(0),
    PAYLOAD(1),
    META_DATA(2);

    private final byte number;

    Part(int number) {
      this.number = (byte) number;
    }
  }

  /** The same with what a block holds. */
  public LogEntry with(Contents found) {
    return new LogEntry(
        place,
        eventIdentifier,
        aggregateIdentifier,
        sequenceNumber,
        aggregateType,
        timeStamp,
        name,
        revision,
        payload,
        metaData,
        found,
        salt);
  }

  /** What is hashed to the leaf. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream(512);
    bytes.write(salt == null ? UNSALTED : SALTED);
    int64(bytes, place);
    if (salt == null) {
      bytes.writeBytes(bytesOf(Part.IDENTITY));
    }
    text(bytes, timeStamp);
    text(bytes, name);
    optional(bytes, revision);
    if (salt == null) {
      bytes.writeBytes(Sha256.of(payload));
      bytes.writeBytes(Sha256.of(metaData));
    } else {
      for (Part part : Part.values()) {
        bytes.writeBytes(TreeHash.leaf(saltOf(part), bytesOf(part)).bytes());
      }
    }
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

  /** What a part says. */
  public byte[] bytesOf(Part part) {
    return switch (part) {
      case IDENTITY -> identity();
      case PAYLOAD -> payload;
      case META_DATA -> metaData;
    };
  }

  /**
   * The salt of a part: nothing follows from it of the other parts.
   *
   * @throws IllegalStateException if the event has no salt
   */
  public byte[] saltOf(Part part) {
    if (salt == null) {
      throw new IllegalStateException("the event at place %d has no salt".formatted(place));
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      mac.update(part.number);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private byte[] identity() {
    var bytes = new ByteArrayOutputStream(256);
    text(bytes, eventIdentifier);
    text(bytes, aggregateIdentifier);
    int64(bytes, sequenceNumber);
    optional(bytes, aggregateType);
    return bytes.toByteArray();
  }

  private static void int64(ByteArrayOutputStream to, long value) {
    to.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static void text(ByteArrayOutputStream to, String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    to.writeBytes(utf8);
  }

  private static void optional(ByteArrayOutputStream to, @Nullable String value) {
    to.write(value == null ? 0 : 1);
    if (value != null) {
      text(to, value);
    }
  }
}
