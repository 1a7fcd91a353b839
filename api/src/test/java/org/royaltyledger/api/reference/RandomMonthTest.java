package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.reference.RandomMonth.Step.Close;
import org.royaltyledger.api.reference.RandomMonth.Step.Import;

/** The random months are worth comparing on: seeded, rarely refused, and nasty in every way. */
class RandomMonthTest {
  private static final int SEEDS = 150;

  @TempDir private Path folder;

  @Test
  void same_seed_writes_the_same_bytes() {
    RandomMonth.write(7, folder.resolve("a"));
    RandomMonth.write(7, folder.resolve("b"));
    assertThat(contents(folder.resolve("a"))).isEqualTo(contents(folder.resolve("b")));
  }

  @Test
  void every_state_every_refusal_and_late_usage_occur_and_few_months_are_refused() {
    Map<String, Integer> seen = new TreeMap<>();
    int closes = 0;
    int refused = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      ReferenceMonth reference = new ReferenceMonth();
      for (RandomMonth.Step step : RandomMonth.write(seed, folder.resolve("seed-" + seed))) {
        switch (step) {
          case Import(Path files) -> reference.importFolder(files);
          case Close(String period, Path repair) -> {
            closes++;
            Documents documents;
            try {
              documents = reference.close(period);
            } catch (Refusal refusal) {
              refused++;
              seen.merge(refusal.kind().toString(), 1, Integer::sum);
              reference.importFolder(repair);
              documents = reference.close(period);
            }
            count(documents, period, seen);
          }
        }
      }
    }
    assertThat(refused).as("refused of %d closes; seen %s", closes, seen).isLessThan(closes / 4);
    assertThat(seen)
        .containsKeys(
            "payable",
            "no-split",
            "disputed",
            "breakage",
            "no-consent",
            "not-cleared",
            "unattributed",
            "unlicensed",
            "unmatched",
            "UNREPORTED_FIGURE",
            "MISSING_RATE",
            "MISSING_LISTENER",
            "BEFORE_FIRST_STEP",
            "late line",
            "adjusting line",
            "adjusted pool");
  }

  @Test
  void only_good_lines_are_written() {
    for (long seed = 1; seed <= 30; seed++) {
      Facts facts = new Facts();
      for (RandomMonth.Step step : RandomMonth.write(seed, folder.resolve("good-" + seed))) {
        facts.importFolder(step instanceof Import(Path files) ? files : ((Close) step).repair());
        String where = "seed " + seed + " " + step;
        facts.splits.forEach((key, rows) -> sharesAddUp(rows, where + key));
        facts.splits.values().forEach(it -> it.forEach(row -> isOrdered(row.window(), where)));
        facts.licences.values().forEach(it -> isOrdered(it.window(), where));
        facts.memberships.values().forEach(it -> isOrdered(it.window(), where));
        facts.consents.values().forEach(it -> isOrdered(it.window(), where));
        facts.outputs.values().forEach(it -> weightsAddUp(it, where));
        for (Facts.Usage usage : facts.usages.values()) {
          if (usage.output().isEmpty() || !usage.contributions().isEmpty()) {
            weightsAddUp(usage.contributions(), where);
          }
        }
      }
    }
  }

  private static void sharesAddUp(List<Facts.SplitRow> rows, String where) {
    for (Facts.SplitRow changes : rows) { // the sum can change on no other day
      for (LocalDate day : Arrays.asList(changes.window().from(), changes.window().to())) {
        if (day != null) {
          List<Facts.SplitRow> inForce =
              rows.stream().filter(row -> row.window().holds(day)).toList();
          assertThat(inForce.stream().map(Facts.SplitRow::party)).doesNotHaveDuplicates();
          assertThat(
                  inForce.stream()
                      .map(Facts.SplitRow::percent)
                      .reduce(BigDecimal.ZERO, BigDecimal::add))
              .as("shares on %s: %s", day, where)
              .matches(sum -> inForce.isEmpty() || sum.compareTo(BigDecimal.valueOf(100)) == 0);
        }
      }
    }
  }

  private static void isOrdered(Facts.Window window, String where) {
    assertThat(window.to() == null || window.from().isBefore(window.to()))
        .as("%s: %s", window, where)
        .isTrue();
  }

  private static void weightsAddUp(List<Facts.Contribution> contributions, String where) {
    assertThat(
            contributions.stream()
                .map(Facts.Contribution::weight)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .as(where)
        .isEqualByComparingTo(BigDecimal.ONE);
  }

  private static void count(Documents documents, String period, Map<String, Integer> seen) {
    Canonical canonical = Canonical.of(documents.close(), documents.statements());
    seen.merge("pools", canonical.pools().size(), Integer::sum);
    seen.merge("lines", canonical.lines().size(), Integer::sum);
    documents
        .close()
        .path("states")
        .forEach(
            state -> {
              if (state.path("amount").asString().matches(".*[1-9].*")) {
                seen.merge(state.path("state").asString(), 1, Integer::sum);
              }
            });
    for (String pool : canonical.pools()) {
      if (pool.startsWith("period=")) {
        seen.merge("adjusted pool", 1, Integer::sum);
      }
    }
    for (String line : canonical.lines()) {
      if (!line.endsWith("adjusts=")) {
        seen.merge("adjusting line", 1, Integer::sum);
        continue;
      }
      if (!line.contains("usedIn=" + period)) {
        seen.merge("late line", 1, Integer::sum);
      }
    }
  }

  private static List<String> contents(Path root) {
    List<String> contents = new ArrayList<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        contents.add(root.relativize(file) + "\n" + new String(Files.readAllBytes(file), UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }
}
