package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.percentOf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was known then, beside what is known now, and the events that made the difference. */
class AsKnownTest extends RunsTheProgram {

  /** The place of the newest event. */
  private String head() {
    ledger.run("accounts", "--as-of", "0", "--json");
    return ledger.answer().path("now").path("place").asString();
  }

  /** A time at which all is written that is written now, and nothing of what comes next. */
  private String instant() {
    ledger.run("accounts", "--as-of", "0", "--json");
    Instant last = Instant.parse(ledger.answer().path("now").path("at").asString());
    while (!Instant.now().truncatedTo(ChronoUnit.MILLIS).isAfter(last)) {
      Thread.onSpinWait();
    }
    return last.toString();
  }

  private JsonNode month(String period, String asOf) {
    ledger.run("statements", period, "--as-of", asOf, "--format", "json");
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    return ledger.answer();
  }

  /**
   * Each party with totals, booked in brackets, as {@code "ann 60.00 (60.00) 0.00 (60.00) -60.00"}.
   */
  private static List<String> parties(JsonNode month) {
    return month.path("statements").values().stream()
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(
                        text(it, "party"),
                        figures(it.path("then")),
                        figures(it.path("now")),
                        it.path("difference").asString("unknown")))
        .toList();
  }

  private static String figures(JsonNode it) {
    return it.isNull() ? "unknown" : "%s (%s)".formatted(text(it, "total"), text(it, "booked"));
  }

  /** Each event as {@code "licence-recorded licence/L 2019-01"}. */
  private static List<String> events(JsonNode month) {
    return month.path("events").values().stream()
        .map(
            it ->
                Stream.of("event", "what", "bookedBy")
                    .map(field -> it.path(field).asString("not yet"))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String state(JsonNode month, String when) {
    return text(month.path(when), "state");
  }

  private void december2018ClosedAt(String rate) {
    ledger.party("ann");
    ledger.asset("A1", "ann");
    ledger.split("A1", "Worldwide", "ann", "100", "2010-01-01", "");
    ledger.consent("ann", "A1", "GENERATE", "2010-01-01", "", "OPT_IN");
    ledger.licence("L", "ann").from("2010-01-01").pays(ofNet(rate));
    ledger.revenue("2018-12", "SE", "EUR", "1000000.00");
    ledger.play("u1", "A1", 1_000_000).at("2018-12-24T12:00:00Z");
    ledger.settle("2018-12");
  }

  @Test
  void rate_that_is_raised_afterwards_was_not_known_then() {
    // Example 9, as it was known when December was closed.
    december2018ClosedAt("10.5");
    String place = head();
    String instant = instant();

    ledger.licence("L", "ann").from("2010-01-01").pays(ofNet("11.4"));
    ledger.imported();
    String raised = head();
    assertThat(parties(month("2018-12", place)))
        .containsExactly("ann 105000.00 (105000.00) 114000.00 (105000.00) 9000.00");
    assertThat(events(ledger.answer())).containsExactly("licence-recorded licence/L not yet");

    ledger.play("u2", "A1", 1).at("2018-12-31T23:59:59Z"); // late, so that it is January's
    ledger.revenue("2019-01", "SE", "EUR", "0.00");
    ledger.settle("2019-01");
    for (String then : List.of(place, instant)) {
      JsonNode december = month("2018-12", then);
      assertThat(parties(december))
          .containsExactly("ann 105000.00 (105000.00) 114000.00 (114000.00) 9000.00");
      assertThat(events(december))
          .containsExactly("licence-recorded licence/L 2019-01", "period-closed 2019-01 2019-01");
      assertThat(text(december.path("then"), "place")).isEqualTo(place);
      JsonNode line = december.path("statements").path(0).path("lines").path(0);
      assertThat(text(line.path("then"), "amount")).isEqualTo("105000.000000000000");
      assertThat(text(line.path("now"), "exact")).isEqualTo("114000/1");
      assertThat(text(line.path("difference"), "exact")).isEqualTo("9000/1");
      assertThat(text(line.path("difference"), "units")).isEqualTo("0");
    }

    // The raise was known here, and 9,000 of it not booked yet.
    JsonNode between = month("2018-12", raised);
    assertThat(parties(between))
        .containsExactly("ann 114000.00 (105000.00) 114000.00 (114000.00) 0.00");
    assertThat(between.path("events").path(0).path("knownThen").asBoolean()).isTrue();
    ledger.run("statements", "2018-12", "--as-of", place);
    assertThat(ledger.out())
        .isEqualTo(
            """
            party\tname\tcurrency\tthen\tbooked then\tnow\tbooked now\tdifference
            ann\tann\tEUR\t105000.00\t105000.00\t114000.00\t114000.00\t9000.00
            """);
    assertThat(ledger.err())
        .contains("2018-12 is closed", "licence-recorded\tlicence/L\t\t2019-01");
  }

  @Test
  void month_that_was_open_then_shows_what_a_close_would_have_come_to() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    String without = head();
    ledger.revenue("100.00");
    ledger.imported();
    String open = head();
    ledger.play("u2", "B1", 1);
    ledger.settle(OCTOBER);

    JsonNode october = month(OCTOBER, open);
    assertThat(state(october, "then") + " " + state(october, "now")).isEqualTo("open closed");
    assertThat(parties(october))
        .containsExactly(
            "ann 60.00 (0.00) 30.00 (30.00) -30.00", "ben 0.00 (0.00) 30.00 (30.00) 30.00");
    assertThat(events(october))
        .containsExactly("usage-block-recorded 1 usages 2026-10", "period-closed 2026-10 2026-10");

    JsonNode unknown = month(OCTOBER, without);
    assertThat(state(unknown, "then")).isEqualTo("unknown");
    assertThat(text(unknown.path("then"), "why"))
        .contains("2026-10 is open and has no revenue row");
    assertThat(parties(unknown))
        .containsExactly("ann unknown 30.00 (30.00) unknown", "ben unknown 30.00 (30.00) unknown");
    assertThat(events(unknown))
        .containsExactly(
            "revenue-recorded revenue/2026-10/remix/SE 2026-10",
            "usage-block-recorded 1 usages 2026-10",
            "period-closed 2026-10 2026-10");
  }

  @Test
  void what_came_between_a_draft_and_its_close_was_known_then_and_counts_elsewhere() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    ledger.run("draft", OCTOBER);
    ledger.run("approve", OCTOBER);
    ledger.play("u2", "B1", 1);
    ledger.imported();
    String between = head();
    ledger.settle(OCTOBER);

    assertThat(parties(month(OCTOBER, between)))
        .containsExactly(
            "ann 30.00 (0.00) 60.00 (60.00) 30.00", "ben 30.00 (0.00) 0.00 (0.00) -30.00");
    assertThat(events(ledger.answer()))
        .containsExactly("usage-block-recorded 1 usages not yet", "period-closed 2026-10 2026-10");
    assertThat(ledger.answer().path("events").path(0).path("knownThen").asBoolean()).isTrue();
  }

  @Test
  void what_came_and_made_no_difference_is_not_named() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    String then = head();
    ledger.consent("ann", "A1", "GENERATE", "2026-10-05", "", "OPT_IN"); // she had given it
    ledger.split("B1", "ann", "100"); // which October does not name
    ledger.play("u2", "B1", 1); // late: of November
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);

    assertThat(parties(month(OCTOBER, then)))
        .containsExactly("ann 60.00 (60.00) 60.00 (60.00) 0.00");
    assertThat(events(ledger.answer())).isEmpty();
  }

  @Test
  void late_usage_of_its_own_month_and_claims_are_named_with_who_closed() {
    ledger.lateUsageCountsInItsOwnMonth();
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.party("eve");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    String then = head();
    ledger.play("u2", "B1", 1);
    ledger.claim("c-1", "eve", "A1", "100", "OPEN");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);

    JsonNode october = month(OCTOBER, then);
    assertThat(parties(october))
        .containsExactly(
            "ann 60.00 (60.00) 0.00 (0.00) -60.00", "ben 0.00 (0.00) 30.00 (30.00) 30.00");
    assertThat(text(october.path("statements").path(0).path("now"), "held")).isEqualTo("30.00");
    assertThat(events(october))
        .containsExactly(
            "claim-recorded claim/c-1 2026-11",
            "usage-block-recorded 1 usages 2026-11",
            "period-closed 2026-11 2026-11");
    assertThat(text(october.path("events").path(2), "who")).isEqualTo("unnamed");
  }

  @Test
  void closed_month_that_cannot_be_calculated_any_more_shows_what_is_booked_and_why() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    String then = head();
    ledger.licence("L-ann", "ann").pays(percentOf("grossRevenue", "50"));
    ledger.imported();
    JsonNode october = month(OCTOBER, then);
    assertThat(parties(october)).containsExactly("ann 60.00 (60.00) 60.00 (60.00) 0.00");
    assertThat(text(october.path("now"), "why")).contains("grossRevenue");
    assertThat(events(october)).containsExactly("licence-recorded licence/L-ann not yet");
  }

  @Test
  void balances_name_what_moved_them_and_check_asks_only_what_was_closed_then() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    String closed = head();
    ledger.run("accounts", "--party", "ann", "--json");
    JsonNode before = ledger.answer();
    ledger.run("payouts", "collect", "--as", "finance-1", "--why", "October");
    ledger.run("payouts", "approve", "payout-1");

    ledger.run("accounts", "--party", "ann", "--as-of", closed, "--json");
    JsonNode known = ledger.answer();
    assertThat(balances(known, "then")).isEqualTo(balances(before, "balance"));
    ledger.run("accounts", "--party", "ann", "--json");
    JsonNode after = ledger.answer();
    ledger.run("accounts", "--party", "ann", "--as-of", closed, "--json");
    assertThat(balances(known, "now")).isEqualTo(balances(after, "balance"));
    assertThat(balances(known, "difference"))
        .contains("payable ann EUR -60.00", "in-payment ann EUR 60.00");
    assertThat(known.path("events")).hasSize(1);
    JsonNode event = known.path("events").path(0);
    assertThat(text(event, "event") + " " + text(event, "what") + " " + text(event, "who"))
        .isEqualTo("payout-collected payout-1 finance-1");
    assertThat(known.path("accounts"))
        .filteredOn(it -> text(it, "account").equals("payable"))
        .allSatisfy(
            it -> {
              assertThat(it.path("changes")).hasSize(1);
              assertThat(text(it.path("changes").path(0), "reason")).isEqualTo("collected");
            });

    ledger.run("accounts", "--as-of", "0");
    assertThat(ledger.out()).contains("payable\tann\t\tEUR\t0.00\t0.00\t0.00");
    assertThat(ledger.err()).contains("period-closed\t2026-10", "payout-collected\tpayout-1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);

    assertThat(ledger.run("check", "--as-of", closed, "--json")).isZero();
    assertThat(ledger.answer().path("ok").asBoolean()).isTrue();
    assertThat(ledger.answer().path("checks"))
        .map(it -> text(it, "name"))
        .contains("recalculation 2026-10", "conservation 2026-10 EUR", "trial-balance EUR", "now")
        .doesNotContain("recalculation 2026-11");
    assertThat(text(ledger.answer().path("checks").path(0), "detail"))
        .startsWith(closed + " events");
    assertThat(ledger.run("check", "--as-of", "0")).isZero();
  }

  /** Without accounts that came to nothing then and had no posting. */
  private static List<String> balances(JsonNode document, String field) {
    return document.path("accounts").values().stream()
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(
                        text(it, "account"),
                        text(it, "holder"),
                        text(it, "currency"),
                        text(it, field)))
        .filter(it -> !it.endsWith(" 0.00"))
        .toList();
  }

  @Test
  void what_names_no_state_of_the_log_or_says_nothing_of_it_is_refused() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    String head = head();
    for (String asOf :
        List.of(
            "",
            "-1",
            "1.0",
            "2019-02-30",
            "2019-1-1",
            "2019-01-01T12:00Z",
            "2019-01-01T25:00:00Z",
            "now",
            "0x1")) {
      ledger.run("accounts", "--as-of=" + asOf);
      ledger.refused("names no state of the log", "2019-01-01T12:00:00Z");
    }
    for (String command : List.of("accounts", "check", "statements 2026-10")) {
      ledger.run((command + " --as-of 999").split(" "));
      ledger.refused("place 999 is not in the log, whose newest event is at place " + head);
    }
    JsonNode october = month(OCTOBER, "1999-12-31");
    assertThat(text(october.path("then"), "place")).isEqualTo("0");
    assertThat(october.path("then").path("at").isNull()).isTrue();
    assertThat(text(month(OCTOBER, "9999-12-31T23:59:59.999999999+02:00").path("then"), "place"))
        .isEqualTo(head);
    // A day is its end.
    String day = text(october.path("now"), "at").substring(0, 10);
    assertThat(text(month(OCTOBER, day).path("then"), "place")).isEqualTo(head);
    ledger.run("statements", "2026-09", "--as-of", "0");
    ledger.refused("closed along with 2026-10, see: statements 2026-10");
    ledger.run("statements", "2027-05", "--as-of", "0");
    ledger.refused("2027-05 is open and has no revenue row");
    ledger.run("statements", OCTOBER, "--as-of", "0", "--party", "nobody");
    ledger.refused("party 'nobody' is not known");
    ledger.run("accounts", "--as-of", "0", "--party", "nobody");
    ledger.refused("party 'nobody' is not known");
    ledger.run("statements", OCTOBER, "--as-of", "0", "--format", "csv");
    ledger.refused("--format csv", "--format json");
    ledger.run("statements", OCTOBER, "--as-of", "0", "--out", "x");
    ledger.refused("leave --out out");
  }
}
