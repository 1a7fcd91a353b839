package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.greaterOf;
import static org.royaltyledger.api.scenario.Terms.minus;
import static org.royaltyledger.api.scenario.Terms.ofNet;
import static org.royaltyledger.api.scenario.Terms.perSubscriber;
import static org.royaltyledger.api.scenario.Terms.perUse;
import static org.royaltyledger.api.scenario.Terms.percentOf;
import static org.royaltyledger.api.scenario.Terms.performanceRoyalties;
import static org.royaltyledger.api.scenario.Terms.step;
import static org.royaltyledger.api.scenario.Terms.steps;
import static org.royaltyledger.api.scenario.Terms.sum;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.royaltyledger.api.explain.PocketCalculator;
import tools.jackson.databind.JsonNode;

/** A payee with a pocket calculator comes from the facts to each line of a statement. */
class ExplainTest extends RunsTheProgram {

  /** What each step of a party's only line gave. */
  private Map<String, String> redone(String period, String party) {
    return PocketCalculator.redo(explained(period, party));
  }

  private JsonNode explained(String period, String party) {
    assertThat(ledger.run("explain", period, "--party", party, "--json")).as(ledger.err()).isZero();
    return ledger.answer();
  }

  @Test
  void joeys_track_is_redone_to_the_cent() {
    ledger.label("label");
    ledger.asset("track-J", "label", "J");
    ledger.asset("track-O", "label", "others");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.revenue("12.00");
    ledger.play("u1", "track-J", 10);
    ledger.play("u2", "track-O", 3000);
    ledger.settle();
    assertThat(redone(OCTOBER, "J"))
        .containsEntry("calculation.line", "12/301")
        .containsEntry("calculation.party.rounded.cut", "3/100")
        .containsEntry("calculation.party.rounded.more", "1/1")
        .containsEntry("statement.statement.payout", "1/25");
    ledger.run("explain", OCTOBER, "--party", "J");
    assertThat(ledger.out())
        .contains("100 % of 12.00 = 12.00 EUR  (licence/L, place ")
        .contains("10 / 3,010 = 1/301 (≈0.003322259136)")
        .contains("netRevenue, as reported: 12.00 EUR  (revenue/2026-10/remix/SE, place ");
    everyLineIsRedone();
  }

  private void everyLineIsRedone() {
    assertThat(ledger.redoesEveryLine()).isPositive();
  }

  @Test
  void each_allocation_model_is_redone() {
    ledger.label("label");
    ledger.asset("X", "label", "x");
    ledger.asset("Y", "label", "y");
    ledger.asset("Z", "label", "z");
    ledger.asset("never-used", "label", "n");
    ledger.revenue("1000.00");
    Licence licence = ledger.licence("L", "label").withoutListener("OWN");
    for (String model :
        List.of("PRO_RATA", "EQUAL", "EQUAL_LICENSED", "USER_CENTRIC", "SHAPLEY_INDEX")) {
      licence.pays(flat("100", "EUR"), model);
    }
    ledger
        .usage("u1")
        .of("X", "0.5")
        .of("Y", "0.1")
        .of("X", "0.2")
        .of("Z", "0.2")
        .times(7)
        .heardBy("a");
    ledger.play("u2", "X", 3).heardBy("b");
    ledger.usage("u3").of("Z", "0.25").of("Y", "0.75");
    ledger.output("song").of("Y", "0.5").of("Z", "0.5");
    ledger.usage("u4").playOf("song").times(2).heardBy("a");
    ledger.settle();
    everyLineIsRedone();
    // Of x: l "a" 4.9 of 9, and l "b" all of its 3.
    assertThat(explainedPart("x", 3))
        .containsEntry(
            "calculation.allocation.W", (544444444444444444L + 1_000_000_000_000_000_000L) + "/1")
        .containsEntry("calculation.allocation.sum", "2999999999999999998/1");
    for (int part : new int[] {3, 4}) {
      assertThat(votes("y", part) + "/1")
          .isEqualTo(explainedPart("y", part).get("calculation.allocation.W"));
    }
  }

  /** The sum of what different listeners, and usages without one, gave a party's only line. */
  private BigInteger votes(String party, int part) {
    ledger.run("explain", OCTOBER, "--party", party, "--part", "" + part, "--usages", "--json");
    Map<String, BigInteger> votes = new HashMap<>();
    for (JsonNode it : ledger.answer().path("uses")) {
      String of = it.path("listener").asString("") + (it.path("listener").isNull() ? it : "");
      votes.put(of, new BigInteger(it.path("vote").path("weight").stringValue()));
    }
    assertThat(votes).hasSize(2);
    return votes.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private Map<String, String> explainedPart(String party, int part) {
    ledger.run("explain", OCTOBER, "--party", party, "--part", "" + part, "--json");
    return PocketCalculator.redo(ledger.answer());
  }

  @Test
  void terms_in_each_form_are_redone_with_rates_and_steps() {
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    String all = greaterOf(ofNet("15.1"), percentOf("totalContentCost", "26.2"));
    ledger
        .licence("L", "ann")
        .base("WHOLE")
        .pays(greaterOf(minus(all, performanceRoyalties()), perSubscriber("0.50", "USD")))
        .pays(sum(perUse("0.01", "USD"), flat("33.33", "SEK")))
        .pays(steps(step("2026-01-01", ofNet("1")), step("2026-12-01", ofNet("99"))));
    ledger.licence("L-ben", "ben").pays(ofNet("7.77"));
    ledger.rate("2026-10-02", "USD", "EUR", "0.9123");
    ledger.rate("2026-10-30", "USD", "EUR", "0.9321");
    ledger.rate("2026-10-30", "SEK", "EUR", "0.0887");
    ledger.revenue("10000.01").contentCost("5000.00").performance("600.00").subscribers("900");
    ledger
        .revenue(OCTOBER, "DE", "EUR", "50.00")
        .contentCost("5.00")
        .performance("0")
        .subscribers("3");
    ledger.play("u1", "A1", 3);
    ledger.play("u2", "B1", 4);
    ledger.play("u3", "nobody-knows", 2);
    ledger.play("u4", "A1", 5).in("DE");
    ledger.settle();
    everyLineIsRedone();
    ledger.run("explain", OCTOBER, "--party", "ann", "--part", "1", "--territory", "SE");
    assertThat(ledger.out())
        .contains("at the newest rate on or before the month's last day, 2026-10-30 of ECB")
        .contains("0.01 × 0.9321 = 0.009321 EUR  (licence/L, place ")
        .contains("; rate/2026-10-30/USD/EUR, place ");
  }

  @Test
  void usages_of_one_asset_are_told_apart_by_territory_use_type_month_and_split() {
    ledger.label("label");
    ledger.party("ann");
    ledger.asset("A1", "label");
    ledger.split("A1", "Worldwide", "ann", "100", "2020-01-01", "2026-10-10");
    ledger.split("A1", "Worldwide", "ann", "40", "2026-10-10", "");
    ledger.split("A1", "Worldwide", "label", "60", "2026-10-10", "");
    ledger.licence("L", "label").useTypes("OnDemandStream", "NonInteractive");
    ledger.revenue(OCTOBER, "Worldwide", "EUR", "1000.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 2).in("DE");
    ledger.play("u3", "A1", 4).type("NonInteractive");
    ledger.play("u4", "A1", 8).at("2026-09-30T23:59:59Z");
    ledger.play("u5", "A1", 16).at("2026-10-10T00:00:00Z");
    ledger.settle();
    ledger.run("explain", OCTOBER, "--party", "ann", "--json");
    assertThat(ledger.answer().path("lines"))
        .map(it -> it.path("units").stringValue())
        .containsExactlyInAnyOrder("1", "2", "4", "8", "16");
    everyLineIsRedone();
  }

  @Test
  void better_terms_are_redone_and_nobody_is_told_whose_they_are() {
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    ledger.licence("mine", "ann").field("mostFavoured", "\"majors\"").pays(ofNet("10"));
    ledger
        .licence("theirs", "ben")
        .field("comparable", "\"majors\"")
        .pays(ofNet("15"))
        .pays(flat("100", "EUR"));
    ledger.revenue("1000.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "B1", 1);
    ledger.settle();
    assertThat(redone(OCTOBER, "ann"))
        .containsEntry("calculation.pool.own", "50/1")
        .containsEntry("calculation.pool", "175/1");
    assertThat(ledger.out()).doesNotContain("theirs");
    everyLineIsRedone();
  }

  @Test
  void minimum_over_rows_of_one_currency_is_redone() {
    ledger.holder("ann", "A1");
    ledger
        .licence("L", "ann")
        .field("minimumGuarantee", "{\"amount\":[\"100\",\"EUR\"],\"allocation\":\"PRO_RATA\"}")
        .pays(ofNet("10"));
    for (String territory : new String[] {"SE", "DE", "FI"}) {
      ledger.revenue(OCTOBER, territory, "EUR", "10.00");
      ledger.play("u-" + territory, "A1", 1).in(territory);
    }
    ledger.settle();
    ledger.pays("ann 100.00 EUR");
    everyLineIsRedone();
  }

  @Test
  void fallback_is_redone_for_what_was_used_and_for_licensed_works() {
    ledger.label("stim");
    ledger.asset("W1", "stim", "writer-1");
    ledger.asset("W2", "stim", "writer-2");
    ledger.licence("L", "stim").paysWithFallback(ofNet("30"), "PRO_RATA", "0.60");
    ledger.revenue("15000.00");
    ledger.play("u1", "W1", 3).field("attribution", "{\"confidence\":0.93}");
    ledger.play("u2", "W1", 2).field("attribution", "{\"confidence\":0.30}");
    ledger.usage("u3").playOf("song-7");
    ledger.settle();
    everyLineIsRedone();
  }

  @Test
  void claim_that_holds_back_a_part_is_redone() {
    ledger.label("label");
    ledger.asset("A1", "label");
    ledger.asset("A2", "label", "ann");
    ledger.party("ann");
    ledger.party("ben");
    ledger.party("cy");
    ledger.split("A1", "ann", "70");
    ledger.split("A1", "ben", "30");
    ledger.claim("c1", "cy", "A1", "SHARE", "20", "", "SHARE", "OPEN");
    ledger.licence("L", "label").pays(ofNet("33.33"));
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A2", 2);
    ledger.settle();
    everyLineIsRedone();
    ledger.run("explain", OCTOBER, "--party", "ann", "--asset", "A1", "--json");
    assertThat(ledger.answer().path("lines"))
        .map(it -> it.path("held").booleanValue())
        .containsExactly(false, true);
    ledger.run("explain", OCTOBER, "--party", "ann", "--line", "1");
    assertThat(ledger.out()).contains("claims in force: c1 of cy, OPEN  (claim/c1, place ");
  }

  @Test
  void adjustment_shows_before_and_after_and_what_came_since() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    ledger.party("ben");
    ledger.split("A1", "ben", "100");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);

    assertThat(redone(NOVEMBER, "ann"))
        .containsEntry("before.line", "60/1")
        .doesNotContainKey("after.line")
        .containsEntry("adjustment.line", "-60/1");
    assertThat(redone(NOVEMBER, "ben"))
        .doesNotContainKey("before.line")
        .containsEntry("after.line", "60/1");
    assertThat(explained(NOVEMBER, "ben").path("changes"))
        .map(it -> it.path("fact").stringValue() + " " + it.path("change").stringValue())
        .containsExactly("splits/A1/Worldwide changed");
    everyLineIsRedone();
  }

  @Test
  void short_payment_is_redone_twice_with_the_revenue_of_each_time() {
    ledger.holder("ann", "A1");
    ledger.holder("ben", "B1");
    ledger.licence("L-ann", "ann").pays(ofNet("100"));
    ledger.licence("L-ben", "ben").pays(ofNet("100"));
    ledger.revenue("8000.00");
    ledger.play("u1", "A1", 700_001);
    ledger.play("u2", "B1", 299_999);
    ledger.settle(OCTOBER);
    ledger.revenue("10000.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    JsonNode explained = explained(NOVEMBER, "ann");
    assertThat(PocketCalculator.redo(explained))
        .containsEntry("before.revenue.netRevenue", "8000/1")
        .containsEntry("after.revenue.netRevenue", "10000/1")
        .containsEntry("adjustment.party.amount", "1400/1");
    // Two versions of one fact, each with its own place.
    assertThat(explained.path("facts"))
        .filteredOn(it -> it.path("fact").stringValue().startsWith("revenue/"))
        .extracting(it -> it.path("place").longValue())
        .hasSize(2)
        .doesNotHaveDuplicates();
    everyLineIsRedone();
  }

  @Test
  void late_usage_that_counts_in_its_own_month_is_named_by_its_block() {
    ledger.lateUsageCountsInItsOwnMonth();
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "nobody-knows", 3);
    ledger.settle(OCTOBER);
    ledger.play("u3", "A1", 1);
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    assertThat(explained(NOVEMBER, "ann").path("changes"))
        .map(it -> it.path("change").stringValue())
        .contains("late usage");
    everyLineIsRedone();
  }

  @Test
  void deductions_tax_and_exchange_are_redone() {
    ledger.party("distributor");
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.licence("L", "label").pays(ofNet("100"));
    ledger.file(
        "contracts.json",
        """
        [{"contractId":"deal","parties":["ann"],"from":"2026-01-01",
          "fees":[{"reason":"distribution","percent":"15","to":"distributor"},
                  {"reason":"administration","percent":"2.5"}]}]\
        """);
    ledger.file("payees.csv", "partyId,from,currency\nann,2020-01-01,USD\n");
    ledger.file("taxes.csv", "country,from,rate,source\nSE,2020-01-01,30,example law\n");
    ledger.rate("2026-10-30", "EUR", "USD", "1.0837");
    ledger.revenue("33.33");
    ledger.play("u1", "A1", 1);
    ledger.settle();
    assertThat(redone(OCTOBER, "ann"))
        .containsEntry("statement.deduction.1", "-5/1")
        .containsEntry("statement.statement.due", "55/2");
    everyLineIsRedone();
  }

  @Test
  void single_usages_are_those_of_the_line_and_of_nobody_else() {
    ledger.label("label");
    ledger.asset("X", "label", "x");
    ledger.asset("Y", "label", "y");
    ledger.licence("L", "label").pays(flat("100", "EUR"), "USER_CENTRIC");
    ledger.revenue("1000.00");
    ledger
        .usage("u1")
        .of("X", "0.5")
        .of("Y", "0.5")
        .times(4)
        .heardBy("l1")
        .field(
            "attribution",
            "{\"provider\":\"acme\",\"method\":\"influence\",\"version\":\"3\",\"confidence\":0.9}");
    ledger.play("u2", "Y", 2).heardBy("l1");
    ledger.play("u3", "X", 1).heardBy("l2");
    ledger.settle();
    ledger.run("explain", OCTOBER, "--party", "x", "--usages");
    assertThat(ledger.out().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .matches(
            "u1\t2026-10-03T12:00:00Z\t4\tvoice\t0.5\t0.5\t2\t1\t\tacme\tinfluence\t3\t0.9\tl1\t2"
                + "\t6\t333333333333333333\t\\d+\t0");
    assertThat(ledger.out()).doesNotContain("u2").contains("u3\t");
    everyLineIsRedone();
  }

  @Test
  void what_cannot_be_explained_is_refused_with_a_way_out() {
    ledger.licensed("ann", "A1");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.imported();
    ledger.run("explain", OCTOBER, "--party", "ann");
    ledger.refused("no period is closed yet");
    ledger.settle();
    ledger.run("explain", OCTOBER, "--party", "nobody");
    ledger.refused("party 'nobody' is not known");
    ledger.run("explain", OCTOBER, "--party", "ann", "--line", "2");
    ledger.refused(
        "ann has 1 line in 2026-10, and no line 2: list them with: explain 2026-10 --party ann");
    ledger.run("explain", OCTOBER, "--party", "ann", "--usages", "--page", "2");
    ledger.refused("page 2 is not there: the last one is 1");
    ledger.run("explain", OCTOBER, "--party", "ann", "--usages", "--before");
    ledger.refused("no adjustment");
    ledger.run("explain", OCTOBER, "--party", "ann", "--usages", "--page", "0");
    ledger.refused("pages begin with 1");
  }
}
