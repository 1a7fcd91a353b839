package org.royaltyledger.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.store.EventNames.EventName;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Refused;

/**
 * What was once stored is read for ever: a frozen sample of each event and revision, never changed.
 *
 * <p>A new event gets its sample with {@code -Dsamples=write}, which writes those that are missing.
 */
class EventSamplesTest {

  private static final Path SAMPLES = Path.of("src", "test", "resources", "events");
  private static final HexFormat HEX = HexFormat.of();
  static final List<EventName> NAMES = EventNames.ALL;
  static final List<Upcasts.Step> OLDER = Upcasts.ALL;

  @ParameterizedTest(name = "{0}")
  @FieldSource("NAMES")
  void sample_is_read_as_what_it_said_when_it_was_written(EventName name) throws IOException {
    Object expected = expected(name);
    Path sample = sample(name);
    if ("write".equals(System.getProperty("samples")) && !Files.exists(sample)) {
      byte[] bytes = EventSerializer.write(expected);
      Files.writeString(sample, isBlock(name) ? HEX.formatHex(bytes) : new String(bytes, UTF_8));
    }
    assertThat(sample).as("a frozen sample; -Dsamples=write writes it once").exists();
    byte[] stored =
        isBlock(name) ? HEX.parseHex(Files.readString(sample)) : Files.readAllBytes(sample);

    Object read = EventSerializer.read(name.stored(), name.revision(), stored);

    if (read instanceof UsageEvent.UsageBlockRecorded block
        && expected instanceof UsageEvent.UsageBlockRecorded said) {
      assertThat(block.saltKey()).isEqualTo(said.saltKey());
      assertThat(UsageBlockCodec.contentBytes(block.block()))
          .isEqualTo(UsageBlockCodec.contentBytes(said.block()));
    } else {
      assertThat(read).isEqualTo(expected);
    }
    if (!isBlock(name)) {
      assertThat(new String(EventSerializer.write(read), UTF_8))
          .isEqualTo(new String(stored, UTF_8));
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("OLDER")
  void sample_of_an_older_revision_is_read_for_ever(Upcasts.Step step) throws IOException {
    Path sample = sample(EventNames.named(step.stored()), step.from());
    byte[] stored =
        sample.toString().endsWith("hex")
            ? HEX.parseHex(Files.readString(sample))
            : Files.readAllBytes(sample);

    assertThat(EventSerializer.read(step.stored(), step.from(), stored))
        .isEqualTo(SampleEvents.OLDER.get(sample.getFileName().toString()));
  }

  @Test
  void every_sample_is_of_an_event_that_is_still_known() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      NAMES.stream().map(EventSamplesTest::sample),
                      OLDER.stream().map(it -> sample(EventNames.named(it.stored()), it.from())))
                  .map(it -> it.getFileName().toString())
                  .toList());
    }
  }

  @Test
  void events_of_no_name_no_revision_and_no_field_we_know_are_refused() {
    byte[] json = EventSerializer.write(expected(EventNames.named("cut-off-taken")));
    refused("use the version that wrote it", "cut-off-untaken", "2", json);
    refused("use the version that wrote it", "cut-off-taken", "3", json);
    refused("use the version that wrote it", "cut-off-taken", "0", json);
    byte[] otherField = "{\"period\":\"2026-10\",\"x\":1}".getBytes(UTF_8);
    byte[] noCalculation = "{\"period\":\"2026-10\",\"runId\":\"run-1\"}".getBytes(UTF_8);
    refused("cannot be read", "cut-off-taken", "1", otherField);
    refused("cannot be read", "cut-off-taken", "1", "{".getBytes(UTF_8));
    refused("cannot be read", "cut-off-taken", "2", noCalculation);
    refused("cannot be read", "cut-off-taken", "2", "{".getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("FOREIGN")
  void nothing_that_reads_any_class_out_of_bytes_is_there(String name) {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName(name, false, getClass().getClassLoader()));
    assertThat(getClass().getClassLoader().getResource("com/thoughtworks")).isNull();
  }

  static final List<String> FOREIGN =
      List.of("com.thoughtworks.xstream.XStream", "com.thoughtworks.xstream.core.BaseException");

  private static void refused(String words, String name, String revision, byte[] bytes) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> EventSerializer.read(name, revision, bytes))
        .withMessageContaining(words);
  }

  private static Object expected(EventName name) {
    return SampleEvents.ALL.stream()
        .filter(name.type()::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("SampleEvents has no " + name));
  }

  private static Path sample(EventName name) {
    return sample(name, name.revision());
  }

  private static Path sample(EventName name, String revision) {
    return SAMPLES.resolve(
        "%s-%s.%s".formatted(name.stored(), revision, isBlock(name) ? "hex" : "json"));
  }

  private static boolean isBlock(EventName name) {
    return name.type() == UsageEvent.UsageBlockRecorded.class
        || name.type() == RunEvent.RunBlockRecorded.class;
  }
}
