package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.flat;
import static org.royaltyledger.api.scenario.Terms.flatForEachRow;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a pool of 100.00 is divided over what earned it. */
class AllocationModelsTest extends RunsTheProgram {

  /** X pays x, Y pays y, Z pays z, all licensed by one label. */
  private Licence poolOf100(String allocation) {
    ledger.label("label");
    ledger.asset("X", "label", "x");
    ledger.asset("Y", "label", "y");
    ledger.asset("Z", "label", "z");
    ledger.revenue("1000.00");
    return ledger.licence("L", "label").pays(flat("100", "EUR"), allocation);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PRO_RATA", "EQUAL", "USER_CENTRIC", "SHAPLEY_INDEX"})
  void tie_gives_the_leftover_cent_to_the_lower_id(String allocation) {
    poolOf100(allocation);
    ledger.play("u1", "Z", 1).heardBy("l");
    ledger.play("u2", "Y", 1).heardBy("l");
    ledger.play("u3", "X", 1).heardBy("l");
    ledger.settle();
    ledger.pays("x 33.34 EUR", "y 33.33 EUR", "z 33.33 EUR");
    assertThat(ledger.lines("z", "exact", "amount")).containsExactly("100/3 33.333333333333");
  }

  @Test
  void pro_rata_divides_by_units() {
    poolOf100("PRO_RATA");
    ledger.play("u1", "X", 10);
    ledger.usage("u2").of("X", "0.5").of("Y", "0.5").times(20);
    ledger.usage("u3").of("X", "0.5").of("Y", "0.1").of("Z", "0.4").times(50);
    ledger.settle();
    // units: X 10 + 10 + 25 = 45, Y 10 + 5 = 15, Z 20; of 80
    ledger.pays("x 56.25 EUR", "y 18.75 EUR", "z 25.00 EUR");
  }

  @Test
  void equal_divides_by_head() {
    poolOf100("EQUAL");
    ledger.play("u1", "X", 1);
    ledger.play("u2", "Y", 999);
    ledger.settle();
    ledger.pays("x 50.00 EUR", "y 50.00 EUR");
  }

  @Test
  void asset_in_several_contributions_and_usages_is_one() {
    poolOf100("EQUAL");
    ledger.usage("u1").of("X", "0.25").of("X", "0.25").of("Y", "0.5");
    ledger.play("u2", "X", 5);
    ledger.settle();
    ledger.pays("x 50.00 EUR", "y 50.00 EUR");
  }

  @Test
  void several_contributions_of_one_asset_add_their_units() {
    poolOf100("PRO_RATA");
    ledger.usage("u1").of("X", "0.1").of("Y", "0.6").of("X", "0.3");
    ledger.settle();
    ledger.pays("x 40.00 EUR", "y 60.00 EUR");
  }

  @Test
  void user_centric_divides_each_listener_by_what_they_used() {
    poolOf100("USER_CENTRIC");
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.play("u2", "X", 2).heardBy("l2");
    ledger.play("u3", "Y", 6).heardBy("l2");
    ledger.settle();
    // X: 1 + 2/8 = 1.25, Y: 6/8 = 0.75; of 2
    ledger.pays("x 62.50 EUR", "y 37.50 EUR");
  }

  @Test
  void user_centric_rounds_each_listeners_part_down_at_18_decimals() {
    poolOf100("USER_CENTRIC");
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.usage("u2").of("X", "0.5").of("Y", "0.25").of("Z", "0.25").times(4).heardBy("l1");
    ledger.play("u3", "Y", 1).heardBy("l1");
    ledger.play("u4", "X", 1).heardBy("l2");
    ledger.settle();
    // l1: X 3 of 6, Y 2 of 6, Z 1 of 6: 500000000000000000, 333333333333333333, 166666666666666666;
    // l2: X 1000000000000000000; all 1999999999999999999. X: 100 * 15 / 19.99... = 75.00...
    ledger.pays("x 75.00 EUR", "y 16.67 EUR", "z 8.33 EUR");
    assertThat(ledger.lines("x", "exact"))
        .containsExactly("150000000000000000000/1999999999999999999");
  }

  @Test
  void shapley_index_divides_each_listener_by_head() {
    poolOf100("SHAPLEY_INDEX");
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.play("u2", "X", 2).heardBy("l2");
    ledger.play("u3", "Y", 600).heardBy("l2");
    ledger.play("u4", "X", 7).heardBy("l2");
    ledger.settle();
    ledger.pays("x 75.00 EUR", "y 25.00 EUR"); // X: 1 + 1/2, Y: 1/2; of 2
  }

  @Test
  void models_by_listener_see_only_the_licences_own_uses() {
    poolOf100("USER_CENTRIC");
    ledger.licensed("other", "O");
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.play("u2", "O", 3).heardBy("l1"); // under another licence
    ledger.play("u3", "nobody-knows", 3).heardBy("l1"); // under none
    ledger.play("u4", "Y", 1).heardBy("l2");
    ledger.settle();
    // X 1, Y 1; other: 60 % of 1,000 * 3/8 = 225.00
    ledger.pays("x 50.00 EUR", "y 50.00 EUR", "other 225.00 EUR");
  }

  @Test
  void models_by_listener_see_only_the_uses_in_the_row() {
    ledger.label("label");
    ledger.asset("X", "label", "x");
    ledger.asset("Y", "label", "y");
    ledger.licence("L", "label").pays(flatForEachRow("100", "EUR"), "SHAPLEY_INDEX");
    ledger.revenue("1000.00");
    ledger.revenue(OCTOBER, "DE", "EUR", "1000.00");
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.play("u2", "Y", 1).heardBy("l1").in("DE");
    ledger.settle();
    ledger.pays("x 100.00 EUR", "y 100.00 EUR");
  }

  @Test
  void named_party_earns_beside_assets() {
    poolOf100("PRO_RATA");
    ledger.party("ben", "PRODUCER");
    ledger.membership("ben", "label"); // covered by the label's licence with assets "*"
    ledger.consent("ben", "*", "OPT_IN");
    ledger.usage("u1").of("X", "0.8").byParty("ben", "0.2");
    ledger.settle();
    ledger.pays("x 80.00 EUR", "ben 20.00 EUR");
  }

  @Test
  void asset_and_party_of_the_same_id_are_two() {
    poolOf100("EQUAL");
    ledger.party("ben", "PRODUCER");
    ledger.membership("ben", "label");
    ledger.consent("ben", "*", "OPT_IN");
    ledger.asset("ben", "label", "y"); // its money goes to y
    ledger.usage("u1").of("X", "0.5").of("ben", "0.3").byParty("ben", "0.2");
    ledger.settle();
    // three heads; the leftover cent goes to the lowest id
    ledger.pays("ben 33.34 EUR", "x 33.33 EUR", "y 33.33 EUR");
  }

  @Test
  void contribution_without_units_counts_nowhere() {
    poolOf100("EQUAL");
    ledger.usage("u1").of("X", "1").of("Y", "0").of("nobody-knows", "0");
    ledger.settle();
    ledger.pays("x 100.00 EUR");
    ledger.holds("payable 100.00 EUR", "retained 900.00 EUR");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"USER_CENTRIC", "SHAPLEY_INDEX"})
  void usage_without_listener_stops_the_close_and_is_named(String allocation) {
    poolOf100(allocation);
    ledger.play("with", "X", 1).heardBy("l1");
    IntStream.rangeClosed(101, 125).forEach(n -> ledger.play("u-" + n, "Y", 1));
    ledger.imported();
    ledger.refusesToClose(OCTOBER, "25", "u-101", "u-120");
    assertThat(ledger.err()).doesNotContain("u-121");
    ledger.run("statements", OCTOBER, "--format", "json");
    ledger.refused(); // nothing was recorded

    ledger.licence("L", "label").withoutListener("OWN").pays(flat("100", "EUR"), allocation);
    ledger.settle();
    // 26 listeners: x 100/26 = 3.846, y 2500/26 = 96.153
    ledger.pays("x 3.85 EUR", "y 96.15 EUR");
  }

  @Test
  void usage_without_listener_outside_the_licence_does_not_stop_the_close() {
    poolOf100("USER_CENTRIC");
    ledger.licensed("other", "O"); // divided pro rata
    ledger.play("u1", "X", 1).heardBy("l1");
    ledger.play("u2", "O", 1);
    ledger.settle();
    ledger.pays("x 100.00 EUR", "other 300.00 EUR"); // 60 % of 1,000 * 1/2
  }

  @Test
  void without_listener_own_makes_each_usage_its_own_listener() {
    poolOf100("USER_CENTRIC").withoutListener("OWN");
    ledger.play("u1", "X", 1);
    ledger.play("u2", "Y", 99);
    ledger.play("u3", "X", 1).heardBy("l1");
    ledger.play("u4", "Z", 1).heardBy("l1");
    ledger.settle();
    ledger.pays("x 50.00 EUR", "y 33.33 EUR", "z 16.67 EUR"); // 1 + 1/2, 1, 1/2; of 3
  }
}
