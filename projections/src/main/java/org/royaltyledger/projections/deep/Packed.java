package org.royaltyledger.projections.deep;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * What is stored of a block: C3 01, the fingerprint of its schema, sometimes more, and a zstd frame
 * (docs/formats.md). The schemas themselves are the program's: they are the format.
 */
@SuppressWarnings("ArrayRecordComponent") // stored bytes, never compared
record Packed(byte[] fingerprint, byte[] between, byte[] datum) {

  private static final int FINGERPRINT = 2;
  private static final int BETWEEN = 10;
  private static final int MOST_BYTES = 256 << 20;

  /**
   * @param between how many bytes stand before the frame
   * @throws IllegalArgumentException if it is no such block
   */
  static Packed of(byte[] stored, int between) {
    int frame = BETWEEN + between;
    if (stored.length <= frame || stored[0] != (byte) 0xC3 || stored[1] != 1) {
      throw new IllegalArgumentException("it does not begin like a block");
    }
    byte[] packed = Arrays.copyOfRange(stored, frame, stored.length);
    long length = Zstd.getFrameContentSize(packed);
    if (length < 0 || length > MOST_BYTES) {
      throw new IllegalArgumentException("a block that announces %d bytes".formatted(length));
    }
    byte[] datum = Zstd.decompress(packed, (int) length);
    if (datum.length != length) {
      throw new IllegalArgumentException(
          "a block of %d bytes, not %d".formatted(datum.length, length));
    }
    return new Packed(
        Arrays.copyOfRange(stored, FINGERPRINT, BETWEEN),
        Arrays.copyOfRange(stored, BETWEEN, frame),
        datum);
  }

  boolean isOf(Schema schema) {
    return ByteBuffer.wrap(fingerprint).order(ByteOrder.LITTLE_ENDIAN).getLong()
        == SchemaNormalization.parsingFingerprint64(schema);
  }

  static Schema schema(String name) {
    try (InputStream in = Packed.class.getResourceAsStream("/avro/" + name + ".avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new IllegalStateException("schema %s cannot be read".formatted(name), e);
    }
  }
}
