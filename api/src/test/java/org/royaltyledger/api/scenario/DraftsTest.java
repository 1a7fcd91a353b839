package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A month is drafted, compared, approved by somebody else, and closed with exactly that. */
class DraftsTest extends RunsTheProgram {

  /** Some fields of each element of a list, joined by blanks; what is null is {@code -}. */
  private static List<String> told(JsonNode list, String... fields) {
    return list.values().stream()
        .map(
            it ->
                Stream.of(fields)
                    .map(field -> it.path(field).isNull() ? "-" : text(it, field))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private JsonNode draft(String period, String... options) {
    run(Stream.concat(Stream.of("draft", period, "--json"), Stream.of(options)));
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    return ledger.answer();
  }

  private void run(Stream<String> words) {
    ledger.run(words.toArray(String[]::new));
  }

  private void done(String... words) {
    ledger.run(words);
    assertThat(ledger.exit()).as(ledger.err()).isZero();
  }

  /** ann gets 60.00 of October's 100.00. */
  private void annEarns60InOctober() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.imported();
  }

  @Test
  void draft_shows_what_a_close_would_book_and_closes_nothing() {
    annEarns60InOctober();
    assertThat(ledger.dryRun(OCTOBER)).isZero();
    JsonNode dry = ledger.answer();
    JsonNode drafted = draft(OCTOBER, "--as", "finance-1", "--why", "first try");
    assertThat(drafted.get("month")).isEqualTo(dry);
    assertThat(drafted.has("variance")).isFalse();
    assertThat(drafted.at("/draft/drafted/who").asString()).isEqualTo("finance-1");
    assertThat(drafted.at("/draft/drafted/why").asString()).isEqualTo("first try");
    assertThat(ledger.err()).contains("names are not checked").doesNotContain("unnamed");
    ledger.run("statements", OCTOBER);
    ledger.refused("no period is closed yet");
    ledger.run("draft", OCTOBER, "--show", "--json");
    assertThat(ledger.answer()).isEqualTo(drafted);
    assertThat(draft(OCTOBER).at("/draft/result")).isEqualTo(drafted.at("/draft/result"));
    assertThat(draft(OCTOBER).at("/draft/drafted/who").asString()).isEqualTo("unnamed");
    assertThat(ledger.err()).doesNotContain("names are not checked");
  }

  @Test
  void month_with_an_approved_draft_is_closed_with_exactly_that() {
    annEarns60InOctober();
    JsonNode drafted = draft(OCTOBER, "--as", "finance-1");
    done("approve", OCTOBER, "--as", "finance-2", "--json");
    assertThat(ledger.answer().at("/approved/who").asString()).isEqualTo("finance-2");
    ledger.play("u2", "unknown", 1);
    ledger.imported();

    assertThat(ledger.close(OCTOBER)).isZero();
    assertThat(ledger.lastClose()).isEqualTo(drafted.get("month"));
    ledger.pays("ann 60.00 EUR");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    ledger.holds("unmatched 10.00 EUR"); // what came after the draft
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void draft_that_is_not_approved_is_given_up_by_a_close_in_one_step() {
    annEarns60InOctober();
    draft(OCTOBER);
    ledger.play("u2", "unknown", 1);
    ledger.settle(OCTOBER);
    ledger.pays("ann 30.00 EUR");
    ledger.run("approve", OCTOBER);
    ledger.refused("is closed already");
  }

  @Test
  void another_draft_takes_the_place_of_the_one_before_approved_or_not() {
    annEarns60InOctober();
    String first = text(draft(OCTOBER).get("draft"), "run");
    done("approve", OCTOBER);
    draft(OCTOBER);
    ledger.run("approve", OCTOBER, "--run", first);
    ledger.refused("draft " + first + " of 2026-10 is not under way any more", "--show");
    ledger.run("draft", NOVEMBER);
    ledger.refused("2026-10, which is open");
    done("approve", OCTOBER);
    ledger.run("approve", OCTOBER);
    ledger.refused("approved already, by 'unnamed'", "close 2026-10");
    ledger.run("approve", NOVEMBER);
    ledger.refused("2026-11 has no draft", "draft 2026-11");
  }

  @Test
  void draft_is_compared_with_the_month_that_was_closed_last() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("300.00");
    ledger.play("u1", "A1", 2);
    ledger.play("u2", "B1", 1);
    ledger.settle(OCTOBER);
    ledger.licensed("cleo", "C1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "400.00");
    ledger.play("u3", "A1", 1).at("2026-11-03T12:00:00Z");
    ledger.play("u4", "C1", 3).at("2026-11-03T12:00:00Z");
    ledger.imported();
    JsonNode variance = draft(NOVEMBER).get("variance");
    assertThat(text(variance, "period")).isEqualTo(OCTOBER);
    assertThat(
            told(variance.get("states"), "state", "now", "before", "difference", "percent").stream()
                .filter(it -> !it.contains(" 0.00 0.00 ")))
        .containsExactly("payable 240.00 180.00 60.00 33.3", "retained 160.00 120.00 40.00 33.3");
    assertThat(
            told(
                variance.get("statements"),
                "party",
                "change",
                "now",
                "before",
                "difference",
                "percent"))
        .containsExactly(
            "cleo new 180.00 0.00 180.00 -",
            "ann changed 60.00 120.00 -60.00 -50.0",
            "ben gone 0.00 60.00 -60.00 -100.0");
    assertThat(told(variance.get("parties"), "currency", "now", "before", "appeared", "gone"))
        .containsExactly("EUR 2 2 1 1");
    done("draft", NOVEMBER);
    assertThat(ledger.out().lines())
        .contains(
            "EUR\tpayable\t240.00\t180.00\t60.00\t33.3", "cleo\tEUR\tnew\t180.00\t0.00\t180.00\t");
  }

  @Test
  void with_four_eyes_nothing_is_closed_without_a_draft_that_another_has_approved() {
    annEarns60InOctober();
    done("settings", "four-eyes", "on", "--as", "auditor", "--why", "audit");
    assertThat(ledger.out()).contains("four-eyes\ton");
    ledger.refusesToClose(OCTOBER, "--as NAME");
    ledger.run("close", OCTOBER, "--as", "finance-1");
    ledger.refused("has no approved draft", "draft 2026-10 --as NAME");
    ledger.run("draft", OCTOBER);
    ledger.refused("--as NAME");
    draft(OCTOBER, "--as", "finance-1");
    ledger.run("close", OCTOBER, "--as", "finance-1");
    ledger.refused("has no approved draft", "approve 2026-10 --as NAME");
    ledger.run("approve", OCTOBER, "--as", "finance-1");
    ledger.refused("the draft of 2026-10 is by 'finance-1'", "another");
    ledger.run("approve", OCTOBER, "--as", "unnamed");
    ledger.refused("--as NAME");
    done("approve", OCTOBER, "--as", "finance-2");
    ledger.run("settings", "four-eyes", "off");
    ledger.refused("--as NAME");
    done("close", OCTOBER, "--as", "finance-1");
    ledger.run("settings", "--json");
    assertThat(told(ledger.answer(), "setting", "value")).containsExactly("four-eyes on");
    done("settings", "four-eyes", "off", "--as", "auditor");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
  }

  @Test
  void approval_of_before_counts_with_four_eyes_only_if_it_was_anothers() {
    annEarns60InOctober();
    draft(OCTOBER, "--as", "finance-1");
    done("approve", OCTOBER, "--as", "Finance-1");
    done("settings", "four-eyes", "on", "--as", "auditor");
    ledger.run("close", OCTOBER, "--as", "finance-3");
    ledger.refused("was approved by 'Finance-1'", "draft 2026-10 --as NAME");
    draft(OCTOBER, "--as", "finance-1");
    done("approve", OCTOBER, "--as", "finance-2");
    done("close", OCTOBER, "--as", "finance-1");
  }

  @Test
  void odd_names_reasons_and_settings_are_refused() {
    annEarns60InOctober();
    ledger.run("draft", OCTOBER, "--as", "");
    ledger.refused("name is empty");
    for (String name : List.of(" ", "finance-1 ", " finance-1", "Unnamed", "\u3164")) {
      ledger.run("draft", OCTOBER, "--as", name);
      ledger.refused("the name '%s' can be taken for another's or for none".formatted(name));
    }
    ledger.run("draft", OCTOBER, "--as", "a\tb");
    ledger.refused("not printable");
    ledger.run("draft", OCTOBER, "--as", "x".repeat(65));
    ledger.refused("at most 64");
    ledger.run("draft", OCTOBER, "--why", "x".repeat(201));
    ledger.refused("at most 200");
    ledger.run("draft", OCTOBER, "--show", "--as", "x");
    ledger.refused("--show records nothing");
    ledger.run("close", OCTOBER, "--dry-run", "--why", "x");
    ledger.refused("--dry-run records nothing");
    ledger.run("settings", "six-eyes", "on");
    ledger.refused("'six-eyes' is not known", "four-eyes");
    ledger.run("settings", "four-eyes", "yes");
    ledger.refused("'yes'", "on or off");
    ledger.run("draft", "2026-10", "--show");
    ledger.refused("has no draft");
  }
}
