package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.value.Refused;

/** Terms that rise to the best that others of a group have. */
class MostFavouredTest {

  private static final String TEN = "{\"percentOf\":[\"netRevenue\",\"10\"]}";
  private static final String TWENTY = "{\"percentOf\":[\"netRevenue\",\"20\"]}";
  private static final String PER_USE = "{\"perUse\":[\"60\",\"EUR\"]}";

  private final Story story = new Story();

  @BeforeEach
  void two_labels_with_half_of_the_usage_each() {
    story
        .parties("label", "rival", "ben", "mia")
        .offering("remix", Offering.Uncovered.SUSPEND)
        .offering("other", Offering.Uncovered.SUSPEND)
        .asset("a", "label")
        .asset("b", "rival")
        .split("a", "Worldwide", "ben 100")
        .split("b", "Worldwide", "mia 100")
        .optIn("label", "rival")
        .revenue("remix", "SE", "EUR", "1000");
    story.play().asset("a", "0.5").asset("b", "0.5").times(2);
  }

  /** Each pool as {@code lic/0 100.00} and, if it was raised, {@code by rival since 2026-01-01}. */
  private List<String> pools() {
    RunResult result = story.close();
    assertThat(result.conserved()).isTrue();
    return result.pools().stream()
        .map(
            it ->
                "%s/%d %s%s"
                    .formatted(
                        it.licence(),
                        it.part(),
                        it.amount(),
                        it.raised() == null
                            ? ""
                            : " not %s, by %s since %s"
                                .formatted(
                                    it.raised().own(), it.raised().licence(), it.raised().from())))
        .toList();
  }

  @Test
  void better_terms_of_the_group_count_on_own_figures() {
    story.licence("mine", "label").part(TEN).mostFavoured("majors");
    story.licence("theirs", "rival").part(TWENTY).comparable("majors");
    assertThat(pools())
        .containsExactly("mine/0 100.00 not 50.00, by theirs since 2026-01-01", "theirs/0 100.00");
  }

  @Test
  void both_may_look_at_each_other() {
    story.licence("mine", "label").part(TEN).mostFavoured("majors");
    story.licence("theirs", "rival").part(PER_USE).mostFavoured("majors");
    assertThat(pools())
        .containsExactly("mine/0 60.00 not 50.00, by theirs since 2026-01-01", "theirs/0 60.00");
  }

  @Test
  void others_of_no_group_another_offering_or_the_same_licensor_do_not_count() {
    story.licence("mine", "label").part(TEN).mostFavoured("majors");
    story.licence("too", "label").useTypes("Download").part(TWENTY).comparable("majors");
    story.licence("elsewhere", "rival").offering("other").part(TWENTY).comparable("majors");
    story.licence("theirs", "rival").part(TWENTY).comparable("indies");
    assertThat(pools()).containsExactly("mine/0 50.00", "theirs/0 100.00");
  }

  @Test
  void a_better_licence_counts_from_the_first_period_that_it_begins_with() {
    story.licence("mine", "label").part(TEN).mostFavoured("majors");
    Story.Grant theirs = story.licence("theirs", "rival").part(TWENTY).comparable("majors");
    theirs.window("2026-10-02", null);
    assertThat(pools()).contains("mine/0 50.00");
    theirs.window("2026-10-01", "2026-10-02");
    assertThat(pools()).contains("mine/0 100.00 not 50.00, by theirs since 2026-10-01");
    theirs.window("2026-09-01", "2026-10-01");
    assertThat(pools()).contains("mine/0 50.00");
  }

  @Test
  void parts_stand_for_each_other_and_what_is_left_over_goes_to_the_last() {
    story.licence("mine", "label").part(TEN).part(TEN).mostFavoured("majors");
    story.licence("theirs", "rival").part(TWENTY).part(TEN).part(TEN).comparable("majors");
    assertThat(pools())
        .startsWith(
            "mine/0 100.00 not 50.00, by theirs since 2026-01-01",
            "mine/1 100.00 not 50.00, by theirs since 2026-01-01");
  }

  @Test
  void sums_over_the_rows_of_a_currency_decide() {
    story.revenue("remix", "DE", "EUR", "10").revenue("remix", "JP", "JPY", "1000");
    story.rate("2026-10-01", "EUR", "JPY", "100");
    story.play().asset("a", "1").in("DE");
    story.play().asset("a", "1").in("JP");
    story.licence("mine", "label").part(TWENTY).mostFavoured("majors");
    story.licence("theirs", "rival").part(PER_USE).comparable("majors");
    // EUR: 100 + 2 against 60 + 60; JPY: 200 against 6,000.
    assertThat(pools())
        .containsExactly(
            "mine/0 60.00 not 2.00, by theirs since 2026-01-01",
            "mine/0 6000 not 200, by theirs since 2026-01-01",
            "mine/0 60.00 not 100.00, by theirs since 2026-01-01",
            "theirs/0 60.00");
  }

  @Test
  void a_figure_that_only_the_other_asks_for_must_be_reported() {
    story.licence("mine", "label").part(TEN).mostFavoured("majors");
    story
        .licence("theirs", "rival")
        .useTypes("Download")
        .part("{\"perSubscriber\":[\"1\",\"EUR\"]}")
        .comparable("majors");
    assertThatThrownBy(story::close)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("licence theirs part 0 needs subscribers");
  }
}
