package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as it is stored, with its row of the leaves.
 *
 * @param leaf null if it has none
 * @param contents what its leaf says of usages, null if nothing
 * @param salt of its entry, null if that is of version 1
 */
@SuppressWarnings("ArrayRecordComponent") // stored bytes, never compared
record StoredEvent(
    long place,
    String identifier,
    String stream,
    long sequence,
    @Nullable String streamType,
    String time,
    String name,
    @Nullable String revision,
    byte[] payload,
    byte[] metaData,
    byte @Nullable [] leaf,
    byte @Nullable [] contents,
    byte @Nullable [] salt) {

  private static final byte[] PARTS = {0, 1, 2};

  /** How messages name it. */
  String told() {
    return "place %d (%s)".formatted(place, name);
  }

  /**
   * The leaf that it has to have (docs/formats.md, the leaves of the log).
   *
   * @param ofUsages how many they are and their root, null if it is no block of usages
   */
  byte[] leafMade(byte @Nullable [] ofUsages) {
    var entry = new ByteArrayOutputStream();
    if (salt == null) {
      writeUnsalted(entry);
    } else {
      writeSalted(entry, salt);
    }
    entry.write(ofUsages == null ? 0 : 1);
    if (ofUsages != null) {
      entry.writeBytes(ofUsages);
    }
    return Sha.leaf(entry.toByteArray());
  }

  private void writeUnsalted(ByteArrayOutputStream entry) {
    entry.write(1);
    number(entry, place);
    entry.writeBytes(identity());
    writeAbout(entry);
    entry.writeBytes(Sha.of(payload));
    entry.writeBytes(Sha.of(metaData));
  }

  private void writeSalted(ByteArrayOutputStream entry, byte[] under) {
    entry.write(2);
    number(entry, place);
    writeAbout(entry);
    byte[][] parts = {identity(), payload, metaData};
    for (byte part : PARTS) {
      byte[] partSalt = Sha.mac(under, new byte[] {part});
      entry.writeBytes(Sha.leaf(partSalt, parts[part]));
    }
  }

  private void writeAbout(ByteArrayOutputStream entry) {
    text(entry, time);
    text(entry, name);
    optional(entry, revision);
  }

  private byte[] identity() {
    var bytes = new ByteArrayOutputStream();
    text(bytes, identifier);
    text(bytes, stream);
    number(bytes, sequence);
    optional(bytes, streamType);
    return bytes.toByteArray();
  }

  private static void number(ByteArrayOutputStream to, long value) {
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
