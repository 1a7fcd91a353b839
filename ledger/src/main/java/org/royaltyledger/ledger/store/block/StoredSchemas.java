package org.royaltyledger.ledger.store.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.royaltyledger.ledger.value.Refused;

/** Every schema that was ever written, and how a block names the one it was written with. */
final class StoredSchemas {

  /** Of blocks of a result, newest first. */
  static final List<Schema> RUN_BLOCKS =
      List.of(load("run-block-4"), load("run-block-3"), load("run-block-2"), load("run-block-1"));

  /** Avro's marker of a single object: C3 01, then the schema's CRC-64-AVRO, little endian. */
  private static final int HEADER = 10;

  private static final int COMPRESSION = 3;
  static final int MOST_BYTES = 256 << 20;

  private StoredSchemas() {}

  static Schema load(String name) {
    try (InputStream in = StoredSchemas.class.getResourceAsStream("/avro/" + name + ".avsc")) {
      return new Schema.Parser()
          .parse(Objects.requireNonNull(in, () -> "schema " + name + " is not in the program"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The datum compressed, behind the header that names its schema.
   *
   * @throws IllegalStateException if it is longer than {@link #unwrap} would take
   */
  static byte[] wrap(Schema schema, byte[] datum) {
    if (datum.length > MOST_BYTES) {
      throw new IllegalStateException(
          "a block of %d bytes could not be read again, at most %d can: it is not recorded, cut it smaller"
              .formatted(datum.length, MOST_BYTES));
    }
    byte[] compressed = Zstd.compress(datum, COMPRESSION);
    return ByteBuffer.allocate(HEADER + compressed.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .put(compressed)
        .array();
  }

  /**
   * What was wrapped, and the schema it was written with.
   *
   * @param schema one of those that are known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Datum(Schema schema, byte[] bytes) {}

  /**
   * @throws Refused NEWER_STORE if another schema wrote it, STORE_UNREADABLE if it is damaged
   */
  static Datum unwrap(List<Schema> known, byte[] stored) {
    if (stored.length < HEADER || stored[0] != (byte) 0xC3 || stored[1] != 1) {
      throw damaged("block without a header", null);
    }
    long fingerprint = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    Schema schema =
        known.stream()
            .filter(it -> SchemaNormalization.parsingFingerprint64(it) == fingerprint)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.Code.NEWER_STORE,
                        "the log holds a block of schema %016x that this version does not know: use the version that wrote it"
                            .formatted(fingerprint)));
    byte[] frame = java.util.Arrays.copyOfRange(stored, HEADER, stored.length);
    long size = Zstd.getFrameContentSize(frame);
    if (size < 0 || size > MOST_BYTES) {
      throw damaged("block of %d bytes".formatted(size), null);
    }
    try {
      return new Datum(schema, Zstd.decompress(frame, (int) size));
    } catch (ZstdException e) {
      throw damaged("compressed block", e);
    }
  }

  static Refused damaged(String what, @org.jspecify.annotations.Nullable Throwable cause) {
    var refused =
        new Refused(
            Refused.Code.STORE_UNREADABLE,
            "a %s in the log cannot be read: restore the store from a backup".formatted(what));
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }
}
