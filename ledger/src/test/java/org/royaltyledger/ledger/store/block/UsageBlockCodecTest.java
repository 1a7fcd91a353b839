package org.royaltyledger.ledger.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageBlock.Columns;
import org.royaltyledger.ledger.usage.UsageEvent.UsageBlockRecorded;
import org.royaltyledger.ledger.value.Refused;

class UsageBlockCodecTest {

  private static final int FRAME = 42;

  /** Never to be changed: every block ever written names it. */
  private static final long FROZEN_FINGERPRINT = -4441243410167257988L;

  private static final String FROZEN_CONTENT =
      "0406752d3006752d31000a08506c6179046169045345026100000280b987ac0d0002000002000002"
          + "02000204000201000202000201000201000201000201000201000201000201000202000200000206"
          + "000208000280c0a8ca9a3a000000";

  /**
   * Python: hmac.new(b"the store's", struct.pack("<q", FROZEN_FINGERPRINT) +
   * bytes.fromhex(FROZEN_CONTENT), "sha256").hexdigest()
   */
  private static final String FROZEN_ID =
      "dbf9cc4eeaaf8cdadd61299391f035d10ff18f58f86d05e3b8ac309b83135c41";

  private static final byte[] SALT_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final byte[] STORE_KEY = "the store's".getBytes(UTF_8);

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_block_comes_back_as_it_was(long seed) {
    UsageBlock block = SomeBlocks.block(seed);

    UsageBlockRecorded back =
        UsageBlockCodec.decode(UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, block)));

    assertThat(back.saltKey()).isEqualTo(SALT_KEY);
    assertThat(SomeBlocks.said(back.block())).isEqualTo(SomeBlocks.said(block));
    assertThat(UsageBlockCodec.contentBytes(back.block()))
        .isEqualTo(UsageBlockCodec.contentBytes(block));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void avro_itself_reads_every_field_of_what_we_write(long seed) throws IOException {
    UsageBlock block = SomeBlocks.block(seed);
    Columns columns = block.columns();

    GenericRecord record = readByAvro(UsageBlockCodec.contentBytes(block));

    int size = block.size();
    int contributions = block.contributions();
    assertThat(texts(record, "usageId")).containsExactly(columns.usageId());
    assertThat(texts(record, "words")).containsExactly(columns.words());
    assertThat(seconds(record, size)).containsExactly(columns.second());
    assertThat(ints(record, "nano", size)).containsExactly(columns.nano());
    assertThat(ints(record, "useType", size)).containsExactly(columns.useType());
    assertThat(ints(record, "offering", size)).containsExactly(columns.offering());
    assertThat(ints(record, "territory", size)).containsExactly(columns.territory());
    assertThat(ints(record, "listener", size)).containsExactly(columns.listener());
    assertThat(longs(record, "quantity", size)).containsExactly(columns.quantity());
    assertThat(ints(record, "modelVersion", size)).containsExactly(columns.modelVersion());
    assertThat(ints(record, "containsAI", size)).containsExactly(columns.containsAi());
    assertThat(ints(record, "output", size)).containsExactly(columns.output());
    assertThat(ints(record, "provider", size)).containsExactly(columns.provider());
    assertThat(ints(record, "method", size)).containsExactly(columns.method());
    assertThat(ints(record, "version", size)).containsExactly(columns.version());
    assertThat(ints(record, "confidence", size)).containsExactly(columns.confidence());
    int[] counts = ints(record, "contributions", size);
    for (int row = 0; row < size; row++) {
      assertThat(counts[row]).isEqualTo(block.endContribution(row) - block.firstContribution(row));
    }
    List<Boolean> byParty = column(record, "byParty", contributions, Boolean.class);
    for (int c = 0; c < contributions; c++) {
      assertThat(byParty.get(c)).isEqualTo(block.byParty(c));
    }
    assertThat(ints(record, "target", contributions)).containsExactly(columns.target());
    assertThat(ints(record, "role", contributions)).containsExactly(columns.role());
    assertThat(longs(record, "given", contributions)).containsExactly(columns.given());
    String used = ((List<?>) record.get("used")).isEmpty() ? "given" : "used";
    assertThat(longs(record, used, contributions)).containsExactly(columns.used());
    assertThat((List<?>) record.get("repeats"))
        .extracting(
            it ->
                new UsageBlock.Address(
                    (long) ((GenericRecord) it).get("place"),
                    (int) ((GenericRecord) it).get("row")))
        .isEqualTo(block.repeats());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_avro_writes_of_it_is_byte_for_byte_what_we_write(long seed) throws IOException {
    byte[] content = UsageBlockCodec.contentBytes(SomeBlocks.block(seed));

    byte[] written = writeByAvro(readByAvro(content), false);

    assertThat(written).isEqualTo(content);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_avro_writes_in_many_small_blocks_is_read_as_well(long seed) throws IOException {
    UsageBlock block = SomeBlocks.block(seed);

    byte[] written = writeByAvro(readByAvro(UsageBlockCodec.contentBytes(block)), true);

    UsageBlock back = UsageBlockCodec.decode(UsageBlockCodec.encode(SALT_KEY, written)).block();
    assertThat(SomeBlocks.said(back)).isEqualTo(SomeBlocks.said(block));
  }

  @Test
  void what_avro_writes_without_our_short_forms_is_read_as_well() throws IOException {
    UsageBlock block =
        block(3, it -> "u-" + it).build(); // every column uniform, so that all are short
    GenericRecord record = readByAvro(UsageBlockCodec.contentBytes(block));
    for (Schema.Field field : record.getSchema().getFields()) {
      List<?> column = (List<?>) record.get(field.name());
      if (column.size() == 1 && !field.name().equals("second") && !field.name().equals("words")) {
        record.put(field.name(), List.of(column.get(0), column.get(0), column.get(0)));
      }
    }
    record.put("used", record.get("given"));

    byte[] written = writeByAvro(record, false);

    UsageBlock back = UsageBlockCodec.decode(UsageBlockCodec.encode(SALT_KEY, written)).block();
    assertThat(SomeBlocks.said(back)).isEqualTo(SomeBlocks.said(block));
  }

  @Test
  void the_header_is_the_one_of_avro_single_objects() throws IOException {
    UsageBlock block = SomeBlocks.block(1);
    byte[] stored = UsageBlockCodec.encode(SALT_KEY, UsageBlockCodec.contentBytes(block));
    ByteArrayOutputStream single = new ByteArrayOutputStream();
    single.write(stored, 0, 10);
    single.write(UsageBlockCodec.contentBytes(block));

    GenericRecord record =
        new BinaryMessageDecoder<GenericRecord>(new GenericData(), BlockSchemas.schema(1))
            .decode(single.toByteArray());

    assertThat(texts(record, "usageId")).hasSize(block.size());
    assertThat(Arrays.copyOfRange(stored, 10, FRAME)).isEqualTo(SALT_KEY);
  }

  @Test
  void schema_1_is_frozen() {
    assertThat(SchemaNormalization.parsingFingerprint64(BlockSchemas.schema(1)))
        .isEqualTo(FROZEN_FINGERPRINT);
    assertThat(BlockSchemas.schema(1).getFields()).allMatch(it -> it.doc() != null);
  }

  @Test
  void the_content_and_id_of_a_block_are_frozen() {
    UsageBlock block = block(2, it -> "u-" + it).build();

    assertThat(HexFormat.of().formatHex(UsageBlockCodec.contentBytes(block)))
        .isEqualTo(FROZEN_CONTENT);
    assertThat(BlockId.of(STORE_KEY, block)).hasToString(FROZEN_ID);
  }

  @Test
  void a_block_has_the_same_id_whatever_its_salt_key() {
    UsageBlock block = SomeBlocks.block(7);

    BlockId id = BlockId.of(STORE_KEY, block);

    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(new byte[32], block));
    assertThat(BlockId.of(STORE_KEY, UsageBlockCodec.decode(stored).block())).isEqualTo(id);
    assertThat(BlockId.of("another".getBytes(UTF_8), block)).isNotEqualTo(id);
    assertThat(BlockId.of(STORE_KEY, SomeBlocks.block(8))).isNotEqualTo(id);
  }

  @Test
  void ids_are_read_without_the_rest() {
    UsageBlock block = SomeBlocks.block(5);
    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, block));
    List<String> ids = new ArrayList<>();

    int count =
        UsageBlockCodec.readIds(
            stored, (row, buffer, at, length) -> ids.add(new String(buffer, at, length, UTF_8)));

    assertThat(ids).containsExactly(block.columns().usageId()).hasSize(count);
  }

  @Test
  void a_full_block_of_distinct_words_comes_back() {
    UsageBlock.Builder builder = block(UsageBlock.MOST, it -> "%064d".formatted(it));

    UsageBlock block = builder.build();

    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, block));
    assertThat(builder.isFull()).isTrue();
    assertThat(UsageBlockCodec.decode(stored).block().usageId(8_191))
        .isEqualTo("%064d".formatted(8_191));
  }

  @Test
  void halves_hold_all_rows_in_order_and_every_repeat_once() {
    UsageBlock block = SomeBlocks.block(11);

    List<UsageBlock> halves = UsageBlockCodec.halves(block);

    assertThat(Stream.concat(rows(halves.get(0)), rows(halves.get(1))))
        .containsExactlyElementsOf(rows(block).toList());
    assertThat(halves.get(0).repeats()).isEqualTo(block.repeats());
    assertThat(halves.get(1).repeats()).isEmpty();
  }

  @Test
  void one_usage_cannot_be_halved() {
    assertThatThrownBy(() -> UsageBlockCodec.halves(block(1, it -> "u").build()))
        .hasMessage("a block of one usage cannot be halved");
  }

  @Test
  void a_block_of_an_unknown_schema_is_of_a_newer_store() {
    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, SomeBlocks.block(1)));
    stored[2] ^= 1;

    assertThatThrownBy(() -> UsageBlockCodec.decode(stored))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.NEWER_STORE))
        .hasMessageContaining("open the store with the version that wrote it");
  }

  /** Some bits of a zstd frame mean nothing; the log's proofs are over the stored bytes. */
  @Test
  void a_changed_byte_is_found_or_changes_no_usage() {
    UsageBlock block = SomeBlocks.block(9);
    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, block));
    int found = 0;

    for (int at = FRAME; at < stored.length; at++) {
      byte[] changed = stored.clone();
      changed[at] ^= 4;
      try {
        assertThat(SomeBlocks.said(UsageBlockCodec.decode(changed).block()))
            .isEqualTo(SomeBlocks.said(block));
      } catch (Refused e) {
        assertThat(e.code()).isEqualTo(Refused.Code.STORE_UNREADABLE);
        found++;
      }
    }

    assertThat(found).isGreaterThan((stored.length - FRAME) * 9 / 10);
  }

  @Test
  void a_shortened_block_is_found() {
    byte[] stored = UsageBlockCodec.encode(new UsageBlockRecorded(SALT_KEY, SomeBlocks.block(9)));

    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> UsageBlockCodec.decode(cut)).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_forged_datum_is_refused_or_read_but_never_breaks_the_program(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] content = UsageBlockCodec.contentBytes(SomeBlocks.block(seed));
    for (int round = 0; round < 100; round++) {
      byte[] forged = forged(content, random);

      Throwable thrown =
          catchThrowable(
              () ->
                  SomeBlocks.said(
                      UsageBlockCodec.decode(UsageBlockCodec.encode(SALT_KEY, forged)).block()));

      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOfSatisfying(
                Refused.class,
                it -> assertThat(it.code()).isEqualTo(Refused.Code.STORE_UNREADABLE));
      }
    }
  }

  @Test
  void a_frame_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() {
    byte[] zeros = Zstd.compress(new byte[(1 << 26) + 1]);
    byte[] stored = UsageBlockCodec.encode(SALT_KEY, new byte[] {0});
    byte[] bomb = Arrays.copyOf(stored, FRAME + zeros.length);
    System.arraycopy(zeros, 0, bomb, FRAME, zeros.length);

    assertThatThrownBy(() -> UsageBlockCodec.decode(bomb))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("it announces 67108865 bytes");
  }

  @Test
  void an_array_that_announces_more_than_there_is_takes_no_memory() {
    byte[] content = ByteBuffer.allocate(6).put(new byte[] {-1, -1, -1, -1, 15, 0}).array();

    assertThatThrownBy(() -> UsageBlockCodec.decode(UsageBlockCodec.encode(SALT_KEY, content)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("an array announces");
  }

  @Test
  void an_event_without_a_whole_salt_key_is_not_written() {
    assertThatCode(
            () -> UsageBlockCodec.encode(new UsageBlockRecorded(new byte[31], SomeBlocks.block(1))))
        .hasMessage("a salt key has 32 bytes, not 31");
  }

  private static byte[] forged(byte[] content, SplittableRandom random) {
    byte[] forged = content.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      forged[random.nextInt(forged.length)] =
          (byte)
              (random.nextBoolean()
                  ? random.nextInt()
                  : new int[] {0, 1, 2, -1}[random.nextInt(4)]);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(forged, 1 + random.nextInt(forged.length))
        : forged;
  }

  private static UsageBlock.Builder block(int size, IntFunction<String> id) {
    UsageBlock.Builder block = new UsageBlock.Builder();
    for (int i = 0; i < size; i++) {
      block
          .usage(
              id.apply(i),
              1_791_028_800,
              0,
              "Play",
              "ai",
              "SE",
              null,
              1,
              null,
              null,
              null,
              Attribution.NONE)
          .contribution(false, "a", "", 1_000_000_000_000L, 1_000_000_000_000L);
    }
    return block;
  }

  private static Stream<String> rows(UsageBlock block) {
    return SomeBlocks.said(block).stream().filter(it -> !it.startsWith("Address"));
  }

  private static GenericRecord readByAvro(byte[] content) throws IOException {
    return new GenericDatumReader<GenericRecord>(BlockSchemas.schema(1))
        .read(null, DecoderFactory.get().binaryDecoder(content, null));
  }

  private static byte[] writeByAvro(GenericRecord record, boolean blocking) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    EncoderFactory encoders = new EncoderFactory().configureBlockSize(64);
    BinaryEncoder encoder =
        blocking ? encoders.blockingBinaryEncoder(to, null) : encoders.binaryEncoder(to, null);
    new GenericDatumWriter<GenericRecord>(BlockSchemas.schema(1)).write(record, encoder);
    encoder.flush();
    return to.toByteArray();
  }

  private static List<String> texts(GenericRecord record, String field) {
    return ((List<?>) record.get(field)).stream().map(Object::toString).toList();
  }

  /** As the schema's docs have it: one entry stands for all. */
  private static <T> List<T> column(GenericRecord record, String field, int size, Class<T> type) {
    List<T> values = ((List<?>) record.get(field)).stream().map(type::cast).toList();
    return values.size() == 1
        ? IntStream.range(0, size).mapToObj(_ -> values.get(0)).toList()
        : values;
  }

  private static int[] ints(GenericRecord record, String field, int size) {
    return column(record, field, size, Integer.class).stream().mapToInt(it -> it).toArray();
  }

  private static long[] longs(GenericRecord record, String field, int size) {
    return column(record, field, size, Long.class).stream().mapToLong(it -> it).toArray();
  }

  private static long[] seconds(GenericRecord record, int size) {
    long[] seconds = longs(record, "second", size);
    if (((List<?>) record.get("second")).size() > 1) {
      Arrays.parallelPrefix(seconds, Long::sum);
    }
    return seconds;
  }
}
