package org.royaltyledger.ledger.store.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Every schema a block was ever written with, found by its fingerprint. */
public final class BlockSchemas {

  /** The version blocks are written with. */
  public static final int NEWEST = 1;

  private static final Map<Integer, Schema> BY_VERSION =
      IntStream.rangeClosed(1, NEWEST).boxed().collect(Collectors.toMap(it -> it, it -> load(it)));
  private static final Map<Long, Integer> BY_FINGERPRINT =
      BY_VERSION.entrySet().stream()
          .collect(
              Collectors.toMap(
                  it -> SchemaNormalization.parsingFingerprint64(it.getValue()),
                  Map.Entry::getKey));

  private BlockSchemas() {}

  /**
   * @param version 1 to {@link #NEWEST}
   */
  public static Schema schema(int version) {
    return Objects.requireNonNull(BY_VERSION.get(version), () -> "no block schema " + version);
  }

  /** The CRC-64-AVRO fingerprint of a version. */
  static long fingerprint(int version) {
    return SchemaNormalization.parsingFingerprint64(schema(version));
  }

  static @Nullable Integer version(long fingerprint) {
    return BY_FINGERPRINT.get(fingerprint);
  }

  private static Schema load(int version) {
    String name = "/avro/usage-block-%d.avsc".formatted(version);
    try (InputStream in =
        Objects.requireNonNull(BlockSchemas.class.getResourceAsStream(name), name)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
