package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.royaltyledger.ledger.licence.Licence.Allocation.EQUAL_LICENSED;
import static org.royaltyledger.ledger.licence.Licence.Allocation.PRO_RATA;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.value.Refused;

/** What a licence pays at least in a period. */
class MinimumTest {

  private static final String HALF = "{\"percentOf\":[\"netRevenue\",\"50\"]}";

  private final Story story = new Story();

  @BeforeEach
  void a_label_with_two_assets_of_ben_and_mia() {
    story
        .parties("label", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .asset("a", "label")
        .asset("b", "label")
        .split("a", "Worldwide", "ben 100")
        .split("b", "Worldwide", "mia 100")
        .optIn("label");
  }

  /** Each pool as {@code 0 SE 100.00 EUR {ben=60.00} breakage 40.00}. */
  private List<String> pools() {
    RunResult result = story.close();
    assertThat(result.conserved()).isTrue();
    return result.pools().stream()
        .map(
            it ->
                "%d %s %s %s %s breakage %s"
                    .formatted(
                        it.part(),
                        it.territory(),
                        it.amount(),
                        it.currency(),
                        it.parties(),
                        it.breakage()))
        .toList();
  }

  @Test
  void the_shortfall_is_one_more_pool_after_the_parts() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("lic", "label").part(HALF).atLeast("800", "EUR", null);
    story.play().asset("a", "1");
    assertThat(pools())
        .containsExactly(
            "0 SE 500.00 EUR {ben=500.00} breakage 0.00", "1 SE 300.00 EUR {} breakage 300.00");
  }

  @Test
  void it_is_0_where_the_pools_come_to_the_minimum() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("lic", "label").part(HALF).part(HALF).atLeast("1000", "EUR", null);
    story.play().asset("a", "1");
    assertThat(pools()).last().isEqualTo("2 SE 0.00 EUR {} breakage 0.00");
  }

  @Test
  void it_goes_to_works_or_by_units_if_the_licence_says_so() {
    story.revenue("remix", "SE", "EUR", "1000");
    Story.Grant licence = story.licence("lic", "label").part(HALF);
    story.play().asset("a", "1").times(3);
    licence.atLeast("800", "EUR", EQUAL_LICENSED);
    assertThat(pools()).last().isEqualTo("1 SE 300.00 EUR {ben=150.00, mia=150.00} breakage 0.00");
    licence.atLeast("800", "EUR", PRO_RATA);
    assertThat(pools()).last().isEqualTo("1 SE 300.00 EUR {ben=300.00} breakage 0.00");
  }

  @Test
  void it_is_due_without_any_usage_in_each_row_equally() {
    story.revenue("remix", "SE", "EUR", "1000").revenue("remix", "DE", "EUR", "1000");
    story.revenue("remix", "US", "EUR", "1000");
    story.licence("lic", "label").part(HALF).atLeast("100", "EUR", PRO_RATA);
    assertThat(pools())
        .containsExactly(
            "1 DE 33.34 EUR {} breakage 33.34",
            "1 SE 33.33 EUR {} breakage 33.33",
            "1 US 33.33 EUR {} breakage 33.33");
  }

  @Test
  void rows_of_one_currency_come_to_it_to_the_cent_by_units() {
    story.revenue("remix", "SE", "EUR", "0.01").revenue("remix", "DE", "EUR", "0.01");
    story.licence("lic", "label").part(HALF).atLeast("100", "EUR", null);
    story.play().asset("a", "1");
    story.play().asset("a", "1").in("DE").times(2);
    assertThat(pools())
        .containsExactly(
            "0 DE 0.01 EUR {ben=0.01} breakage 0.00",
            "0 SE 0.01 EUR {ben=0.01} breakage 0.00",
            "1 DE 66.65 EUR {} breakage 66.65",
            "1 SE 33.33 EUR {} breakage 33.33");
  }

  @Test
  void rows_of_several_currencies_count_as_parts_of_the_minimum_in_each() {
    // 100 EUR are 20,000 JPY: 50.00 EUR are half, 5,000 JPY a quarter; a quarter is missing.
    story.revenue("remix", "SE", "EUR", "100").revenue("remix", "JP", "JPY", "10000");
    story.rate("2026-10-01", "EUR", "JPY", "200");
    story.licence("lic", "label").part(HALF).atLeast("100", "EUR", null);
    story.play().asset("a", "1").times(3);
    story.play().asset("a", "1").in("JP");
    assertThat(pools())
        .endsWith("1 JP 1250 JPY {} breakage 1250", "1 SE 18.75 EUR {} breakage 18.75");
  }

  @Test
  void a_row_in_another_currency_needs_a_rate() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("lic", "label").part(HALF).atLeast("1", "USD", null);
    assertThatThrownBy(story::close)
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.NO_RATE))
        .hasMessageStartingWith("licence lic part 1 is in USD, the revenue of remix, SE in EUR");
  }

  @Test
  void it_is_due_only_while_the_licence_is_in_force() {
    story.revenue("remix", "SE", "EUR", "1000");
    story
        .licence("lic", "label")
        .window("2026-01-01", "2026-10-01")
        .part(HALF)
        .atLeast("100", "EUR", null);
    assertThat(pools()).isEmpty();
  }
}
