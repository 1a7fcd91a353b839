package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.ledger.licence.Licence.Allocation.EQUAL;
import static org.royaltyledger.ledger.licence.Licence.Allocation.PRO_RATA;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.usage.Attribution;

/** Money of usage whose attribution cannot be relied on. */
class FallbackTest {

  private static final String FEE = "{\"flat\":[\"900\",\"EUR\",\"ROW\"]}";

  private final Story story = new Story();

  @BeforeEach
  void a_label_with_three_assets_of_ann_ben_and_mia() {
    story
        .parties("label", "ann", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .asset("a", "label")
        .asset("b", "label")
        .asset("c", "label")
        .split("a", "Worldwide", "ann 100")
        .split("b", "Worldwide", "ben 100")
        .split("c", "Worldwide", "mia 100")
        .optIn("label")
        .revenue("remix", "SE", "EUR", "1000");
  }

  /** Each pool as {@code lic/0 900.00 {ben=900.00} breakage 0.00}. */
  private List<String> pools() {
    RunResult result = story.close();
    assertThat(result.conserved()).isTrue();
    return result.pools().stream()
        .map(
            it ->
                "%s/%d %s %s breakage %s"
                    .formatted(it.licence(), it.part(), it.amount(), it.parties(), it.breakage()))
        .toList();
  }

  @Test
  void usage_below_the_limit_or_without_confidence_goes_to_all_works() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0.6");
    story.play().asset("a", "1").confidence("0.6");
    story.play().asset("b", "1").confidence("0.59999999999999999999999999999999");
    story.play().asset("b", "1");
    // A third is ann's, as its attribution is relied on; 600 go to three works.
    assertThat(pools())
        .containsExactly("lic/0 900.00 {ann=500.00, ben=200.00, mia=200.00} breakage 0.00");
    assertThat(story.close().lines())
        .extracting(it -> it.asset() + " " + it.useType() + " " + it.units() + " " + it.exact())
        .containsExactly("a  0 200", "a OnDemandStream 1 300", "b  0 200", "c  0 200");
  }

  @Test
  void a_limit_of_0_relies_on_any_confidence_and_on_no_other() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0");
    story.play().asset("a", "1").confidence("0");
    story.play().asset("a", "1").times(2);
    assertThat(pools())
        .containsExactly("lic/0 900.00 {ann=500.00, ben=200.00, mia=200.00} breakage 0.00");
  }

  @Test
  void confidence_of_an_output_is_that_of_its_analysis() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0.6");
    story.made(
        "sure", new Attribution("acme", null, null, "0.93"), Story.contribution(false, "a", "1"));
    story.made("unsure", Story.contribution(false, "b", "1"));
    story.play().output("sure").confidence("0.1");
    story.play().output("unsure").confidence("1").times(2);
    assertThat(pools())
        .containsExactly("lic/0 900.00 {ann=500.00, ben=200.00, mia=200.00} breakage 0.00");
  }

  @Test
  void usage_of_an_output_without_analysis_is_covered_by_the_licence_with_a_fallback() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0.6");
    story.play().asset("a", "1").confidence("1");
    story.play().output("unseen").times(2);
    assertThat(pools())
        .containsExactly("lic/0 900.00 {ann=500.00, ben=200.00, mia=200.00} breakage 0.00");
    assertThat(story.close().waiting()).isEmpty();
    assertThat(story.close().rows().getFirst().uncoveredUnits()).isZero();
  }

  @Test
  void it_waits_as_unattributed_where_no_such_licence_is_for_it() {
    story.licence("lic", "label").models("v-1").fallback(FEE, PRO_RATA, "0.6");
    story.licence("plain", "label").part(FEE);
    story.play().output("unseen").model("v-2");
    story.play().output("unseen");
    assertThat(story.close().waiting())
        .singleElement()
        .extracting(it -> it.state() + " " + it.units())
        .isEqualTo("UNATTRIBUTED 2");
  }

  @Test
  void of_several_the_one_that_names_the_territory_then_the_latest_then_the_lowest_id() {
    story.licence("everywhere", "label").window("2026-09-01", null).fallback(FEE, EQUAL, "1");
    story.licence("l-2", "label").in("SE").window("2026-02-01", null).fallback(FEE, EQUAL, "1");
    story.licence("l-1", "label").in("SE").window("2026-02-01", null).fallback(FEE, EQUAL, "1");
    story.licence("early", "label").in("SE").fallback(FEE, EQUAL, "1");
    story.play().output("unseen");
    assertThat(pools())
        .containsExactly("l-1/0 900.00 {ann=300.00, ben=300.00, mia=300.00} breakage 0.00");
  }

  @Test
  void each_part_has_its_own_limit_and_one_without_divides_what_is_known() {
    story
        .licence("lic", "label")
        .fallback(FEE, PRO_RATA, "0.6")
        .fallback(FEE, EQUAL, "0.3")
        .part(FEE);
    story.play().asset("a", "1").confidence("0.9");
    story.play().asset("b", "1").confidence("0.5");
    story.play().output("unseen");
    assertThat(pools())
        .containsExactly(
            "lic/0 900.00 {ann=500.00, ben=200.00, mia=200.00} breakage 0.00",
            "lic/1 900.00 {ann=400.00, ben=400.00, mia=100.00} breakage 0.00",
            "lic/2 900.00 {ann=450.00, ben=450.00} breakage 0.00");
  }

  @Test
  void what_is_not_known_of_a_part_without_fallback_or_works_is_breakage() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0.6").part(FEE);
    story.consent("label", "*", "2026-10-20", null, Consent.Decision.OPT_OUT);
    story.play().output("unseen");
    assertThat(pools())
        .containsExactly("lic/0 900.00 {} breakage 900.00", "lic/1 900.00 {} breakage 900.00");
  }

  @Test
  void only_what_is_left_of_the_fallback_is_breakage() {
    story.licence("lic", "label").fallback(FEE, PRO_RATA, "0.6");
    story.consent("label", "*", "2026-10-20", null, Consent.Decision.OPT_OUT);
    story.play().asset("a", "1").confidence("1");
    story.play().asset("a", "1").times(2);
    assertThat(pools()).containsExactly("lic/0 900.00 {ann=300.00} breakage 600.00");
  }

  @Test
  void units_of_what_is_not_attributed_count_in_terms_and_share() {
    story
        .licence("lic", "label")
        .fallback("{\"perUse\":[\"1\",\"EUR\"]}", PRO_RATA, "0.6")
        .fallback("{\"percentOf\":[\"netRevenue\",\"10\"]}", PRO_RATA, "0.6");
    story.play().output("unseen").times(3);
    story.play().asset("unknown", "1");
    assertThat(pools())
        .containsExactly(
            "lic/0 3.00 {ann=1.00, ben=1.00, mia=1.00} breakage 0.00",
            "lic/1 75.00 {ann=25.00, ben=25.00, mia=25.00} breakage 0.00");
  }
}
