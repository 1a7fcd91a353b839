package org.royaltyledger.projections.deep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A block of a result, as Avro's generic records. */
final class ResultBlock {

  private static final List<Schema> SCHEMAS =
      Stream.of("run-block-4", "run-block-3", "run-block-2", "run-block-1")
          .map(Packed::schema)
          .toList();

  private static final int FEW = 1_000;

  private ResultBlock() {}

  /** Takes no memory for what an array only announces. */
  private static final class Reader extends GenericDatumReader<GenericRecord> {
    Reader(Schema written, Schema read) {
      super(written, read);
    }

    @Override
    protected Object newArray(Object old, int size, Schema schema) {
      return new GenericData.Array<>(Math.min(size, FEW), schema);
    }
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static GenericRecord read(byte[] stored) throws IOException {
    Packed packed = Packed.of(stored, 0);
    return read(packed, written(packed), SCHEMAS.getFirst());
  }

  private static GenericRecord read(Packed packed, Schema written, Schema as) throws IOException {
    return new Reader(written, as)
        .read(null, DecoderFactory.get().binaryDecoder(packed.datum(), null));
  }

  private static Schema written(Packed packed) {
    return SCHEMAS.stream()
        .filter(packed::isOf)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a block of an unknown schema"));
  }

  /** What a draft of it is hashed over: the datum as it was written, of no run. */
  static byte[] ofNoRun(byte[] stored) throws IOException {
    Packed packed = Packed.of(stored, 0);
    Schema schema = written(packed);
    GenericRecord datum = read(packed, schema, schema);
    datum.put("runId", "");
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // arrays of records by the schema
  static List<GenericRecord> list(GenericRecord datum, String field) {
    return (List<GenericRecord>) datum.get(field);
  }

  static String text(GenericRecord datum, String field) {
    return datum.get(field).toString();
  }

  static @Nullable String optional(GenericRecord datum, String field) {
    Object value = datum.get(field);
    return value == null ? null : value.toString();
  }

  static BigDecimal decimal(GenericRecord datum, String field) {
    return Fields.decimal(text(datum, field));
  }

  /** A number as tables have it. */
  static String plain(GenericRecord datum, String field) {
    return decimal(datum, field).toPlainString();
  }
}
