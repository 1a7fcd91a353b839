package org.royaltyledger.ledger.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.ndjson.UsagesNdjson;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;

@Timeout(60)
class UsageFileIntakeTest {

  private static final String USAGE =
      """
      {"usageId":"u%d","usedAt":"2026-10-03T12:00:00Z","useType":"Stream","offering":"ai-remix",\
      "territory":"SE","contributions":[{"asset":"song","weight":1}]}
      """;

  @TempDir Path folder;
  private final FactBook known = Importing.withCatalogue().known;
  private int appended;

  @Test
  void every_line_is_counted_over_many_drafts() throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 3 * UsageBlock.MOST; i++) {
      lines.append(i % 2 == 0 ? USAGE.formatted(i) : "junk\n");
    }
    assertThat(taken(lines.toString(), UsageLog.Outcome.ACCEPTED))
        .isEqualTo(new FileReport("usages.ndjson", 24_576, 12_288, 0, 12_288));
    assertThat(appended).isEqualTo(12_288);
  }

  @Test
  void a_usage_in_conflict_is_rejected_with_the_text_of_its_own_line() throws IOException {
    taken(USAGE.formatted(1) + "junk\n" + USAGE.formatted(2), UsageLog.Outcome.CONFLICT);
    List<String> rejected = Files.readAllLines(folder.resolve("rejected-usages.ndjson"));
    assertThat(rejected).hasSize(3);
    assertThat(rejected.get(0)).startsWith("1\t").endsWith("\t" + USAGE.formatted(1).strip());
    assertThat(rejected.get(1)).startsWith("2\t").endsWith("\tjunk");
    assertThat(rejected.get(2)).startsWith("3\t").endsWith("\t" + USAGE.formatted(2).strip());
  }

  @Test
  void a_reader_without_memory_ends_the_import_with_its_reason() {
    var none = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(
            () ->
                take(
                    "a\n",
                    (lines, draft) -> {
                      throw none;
                    },
                    UsageLog.Outcome.ACCEPTED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("reading usages.ndjson failed (java.lang.OutOfMemoryError")
        .hasCause(none);
  }

  @Test
  void a_reader_that_fails_ends_the_import_as_it_failed() {
    var wrong = new ArithmeticException("wrong");
    assertThatThrownBy(
            () ->
                take(
                    "a\n",
                    (lines, draft) -> {
                      throw wrong;
                    },
                    UsageLog.Outcome.ACCEPTED))
        .isSameAs(wrong);
  }

  @Test
  void a_draft_that_could_not_be_finished_is_not_appended() {
    var whole = new UsagesNdjson(known);
    assertThatThrownBy(
            () ->
                take(
                    USAGE.formatted(1),
                    (lines, draft) -> {
                      whole.read(lines, draft);
                      throw new OutOfMemoryError("Java heap space");
                    },
                    UsageLog.Outcome.ACCEPTED))
        .isInstanceOf(IllegalStateException.class);
    assertThat(appended).isZero();
  }

  private FileReport taken(String content, UsageLog.Outcome outcome) throws IOException {
    return take(content, new UsagesNdjson(known), outcome);
  }

  private FileReport take(String content, UsageReader reader, UsageLog.Outcome outcome)
      throws IOException {
    Path file = Files.writeString(folder.resolve("usages.ndjson"), content);
    try (Rejects rejects = Rejects.of(file, null)) {
      var intake =
          new UsageFileIntake(
              file,
              reader,
              block ->
                  source -> {
                    appended += block.size();
                    return new UsageLog.Appended(
                        Collections.nCopies(block.size(), outcome), List.of());
                  },
              rejects,
              new IntakeCounts(),
              warning -> {},
              (name, bytes, size, lines) -> {});
      assertThat(intake.run()).isNull();
      return intake.report();
    }
  }
}
