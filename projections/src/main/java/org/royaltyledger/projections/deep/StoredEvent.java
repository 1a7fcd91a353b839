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
    byte @Nullable [] contents) {

  /** How messages name it. */
  String told() {
    return "place %d (%s)".formatted(place, name);
  }

  /**
   * The leaf that it has to have (docs/formats.md, the entry of version 1).
   *
   * @param ofUsages how many they are and their root, null if it is no block of usages
   */
  byte[] leafMade(byte @Nullable [] ofUsages) {
    var entry = new ByteArrayOutputStream();
    entry.write(1);
    number(entry, place);
    text(entry, identifier);
    text(entry, stream);
    number(entry, sequence);
    optional(entry, streamType);
    text(entry, time);
    text(entry, name);
    optional(entry, revision);
    entry.writeBytes(Sha.of(payload));
    entry.writeBytes(Sha.of(metaData));
    entry.write(ofUsages == null ? 0 : 1);
    if (ofUsages != null) {
      entry.writeBytes(ofUsages);
    }
    return Sha.leaf(entry.toByteArray());
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
