package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.ledger.licence.Licence.Allocation.EQUAL_LICENSED;
import static org.royaltyledger.ledger.licence.Licence.Allocation.PRO_RATA;
import static org.royaltyledger.ledger.licence.Licence.Allocation.USER_CENTRIC;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Licence;

/** What is owed whatever is used. */
class GuaranteedTest {

  private static final String FLAT = "{\"flat\":[\"100\",\"EUR\"]}";
  private static final String EACH_ROW = "{\"flat\":[\"100\",\"EUR\",\"ROW\"]}";
  private static final String HALF = "{\"percentOf\":[\"netRevenue\",\"50\"]}";

  private final Story story = new Story();

  @BeforeEach
  void a_label_with_two_assets_of_ben_and_mia() {
    story
        .parties("label", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .offering("other", Offering.Uncovered.SUSPEND)
        .asset("a", "label")
        .asset("b", "label")
        .split("a", "Worldwide", "ben 100")
        .split("b", "Worldwide", "mia 100")
        .optIn("label");
  }

  /** Each pool as {@code lic/0 SE 100.00 {ben=60.00} breakage 40.00}. */
  private List<String> pools() {
    RunResult result = story.close();
    assertThat(result.conserved()).isTrue();
    return result.pools().stream()
        .map(
            it ->
                "%s/%d %s %s %s breakage %s"
                    .formatted(
                        it.licence(),
                        it.part(),
                        it.territory(),
                        it.amount(),
                        it.parties(),
                        it.breakage()))
        .toList();
  }

  @Test
  void a_guaranteed_part_has_its_pool_where_nothing_was_used() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("lic", "label").guaranteed(FLAT, EQUAL_LICENSED).part(EACH_ROW, EQUAL_LICENSED);
    assertThat(pools()).containsExactly("lic/0 SE 100.00 {ben=50.00, mia=50.00} breakage 0.00");
  }

  @Test
  void what_asks_for_usage_waits_as_breakage_without_any() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("lic", "label").guaranteed(FLAT, PRO_RATA).guaranteed(FLAT, USER_CENTRIC);
    assertThat(pools())
        .containsExactly(
            "lic/0 SE 100.00 {} breakage 100.00", "lic/1 SE 100.00 {} breakage 100.00");
  }

  @Test
  void a_share_of_revenue_without_units_is_nothing_and_the_whole_of_it_is_the_whole() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("share", "label").guaranteed(HALF, PRO_RATA);
    story.licence("whole", "label").base(Licence.Base.WHOLE).guaranteed(HALF, PRO_RATA);
    assertThat(pools())
        .containsExactly(
            "share/0 SE 0.00 {} breakage 0.00", "whole/0 SE 500.00 {} breakage 500.00");
  }

  @Test
  void the_whole_is_less_what_waits_for_others() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("whole", "label").useTypes("Download").base(Licence.Base.WHOLE);
    story
        .licence("whole", "label")
        .useTypes("Download")
        .base(Licence.Base.WHOLE)
        .guaranteed(HALF, PRO_RATA);
    story.licence("own", "label").part(EACH_ROW);
    story.play().asset("a", "0.25").asset("unknown", "0.75");
    assertThat(pools())
        .containsExactly(
            "own/0 SE 100.00 {ben=100.00} breakage 0.00", "whole/0 SE 125.00 {} breakage 125.00");
  }

  @Test
  void a_fee_for_the_period_goes_to_rows_by_units_and_equally_without_any() {
    story.revenue("remix", "SE", "EUR", "1000").revenue("remix", "DE", "EUR", "1000");
    story.revenue("remix", "US", "EUR", "1000");
    story.licence("lic", "label").guaranteed(FLAT, PRO_RATA);
    assertThat(pools())
        .containsExactly(
            "lic/0 DE 33.33 {} breakage 33.33",
            "lic/0 SE 33.33 {} breakage 33.33",
            "lic/0 US 33.33 {} breakage 33.33");
    story.play().asset("a", "1").times(3);
    story.play().asset("b", "1").in("US");
    assertThat(pools())
        .containsExactly(
            "lic/0 DE 0.00 {} breakage 0.00",
            "lic/0 SE 75.00 {ben=75.00} breakage 0.00",
            "lic/0 US 25.00 {mia=25.00} breakage 0.00");
  }

  @Test
  void it_is_owed_in_rows_that_could_take_usage_of_the_licence_alone() {
    story.revenue("remix", "SE", "EUR", "1").revenue("remix", "Worldwide", "EUR", "1");
    story.revenue("other", "DE", "EUR", "1");
    story.licence("by-name", "label").in("SE").guaranteed(EACH_ROW, PRO_RATA);
    story.licence("everywhere", "label").guaranteed(EACH_ROW, PRO_RATA);
    story.licence("in-the-rest", "label").in("DE").guaranteed(EACH_ROW, PRO_RATA);
    assertThat(pools())
        .containsExactly(
            "by-name/0 SE 100.00 {} breakage 100.00",
            "everywhere/0 SE 100.00 {} breakage 100.00",
            "everywhere/0 Worldwide 100.00 {} breakage 100.00",
            "in-the-rest/0 Worldwide 100.00 {} breakage 100.00");
  }

  @Test
  void it_is_owed_in_periods_in_which_the_licence_is_in_force_on_some_day() {
    story.revenue("remix", "SE", "EUR", "1000");
    story.licence("first", "label").window("2026-01-01", "2026-10-02").guaranteed(FLAT, PRO_RATA);
    story.licence("last", "label").window("2026-10-31", null).guaranteed(FLAT, PRO_RATA);
    story.licence("ended", "label").window("2026-01-01", "2026-10-01").guaranteed(FLAT, PRO_RATA);
    story.licence("to-come", "label").window("2026-11-01", null).guaranteed(FLAT, PRO_RATA);
    assertThat(pools())
        .containsExactly(
            "first/0 SE 100.00 {} breakage 100.00", "last/0 SE 100.00 {} breakage 100.00");
  }
}
