package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Licence.Allocation;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;

/** Composition and master: both, or none. */
class ClearanceTest {

  private static final String ALL = "{\"percentOf\":[\"netRevenue\",\"100\"]}";

  private final Story story = new Story();

  @BeforeEach
  void a_work_a_recording_and_a_voice_in_an_offering_that_asks_for_both() {
    story.parties("label", "publisher", "ann");
    story.book.put(
        new Offering(
                new OfferingId("remix"),
                "service",
                Offering.Scope.REMIX,
                Offering.Uncovered.SUSPEND,
                Offering.Weights.EXACT,
                Offering.LateUsage.OPEN_MONTH,
                Offering.Clearance.JOINT)
            .recorded());
    asset("master", Asset.Kind.RECORDING, "label");
    asset("other-master", Asset.Kind.RECORDING, "ann");
    asset("song", Asset.Kind.WORK, "publisher");
    asset("voice", Asset.Kind.VOICE, "label");
    story.optIn("label", "publisher").revenue("remix", "SE", "EUR", "100");
    story.licence("of-label", "label").part(ALL);
    story.licence("of-publisher", "publisher").part(ALL);
  }

  private void asset(String id, Asset.Kind kind, String controller) {
    story.book.put(
        new Asset(new AssetId(id), kind, null, null, null, new PartyId(controller), null)
            .recorded(null));
    story.split(id, "Worldwide", controller + " 100");
  }

  /** Lines and what waits, as {@code song 0.5} and {@code NOT_CLEARED voice 0.5}. */
  private List<String> outcome() {
    RunResult result = story.close();
    assertThat(result.conserved()).isTrue();
    var outcome =
        new java.util.ArrayList<>(
            result.lines().stream().map(it -> it.asset() + " " + it.units()).toList());
    result
        .waiting()
        .forEach(
            waiting ->
                waiting
                    .details()
                    .forEach(
                        it -> outcome.add(waiting.state() + " " + it.target() + " " + it.units())));
    return outcome;
  }

  @Test
  void a_usage_with_both_covered_is_paid_with_all_that_is_in_it() {
    story.play().asset("master", "0.5").asset("song", "0.3").asset("voice", "0.2");
    assertThat(outcome()).containsExactly("master 0.5", "voice 0.2", "song 0.3");
  }

  @Test
  void a_usage_without_one_of_them_pays_nothing() {
    story.play().asset("master", "0.7").asset("voice", "0.3");
    story.play().asset("song", "1").asset("master", "0");
    assertThat(outcome())
        .containsExactly("NOT_CLEARED master 0.7", "NOT_CLEARED song 1", "NOT_CLEARED voice 0.3");
  }

  @Test
  void one_that_is_not_covered_blocks_the_others_and_keeps_its_own_reason() {
    story.play().asset("master", "0.4").asset("other-master", "0.3").asset("song", "0.3");
    assertThat(outcome())
        .containsExactly(
            "NOT_CLEARED master 0.4", "NOT_CLEARED song 0.3", "UNLICENSED other-master 0.3");
  }

  @Test
  void what_is_neither_composition_nor_master_blocks_nothing() {
    story
        .play()
        .asset("master", "0.4")
        .asset("song", "0.4")
        .named("ann", "0.1")
        .asset("lost", "0.1");
    assertThat(outcome())
        .containsExactly("master 0.4", "song 0.4", "UNLICENSED ann 0.1", "UNMATCHED lost 0.1");
  }

  @Test
  void the_same_master_is_paid_in_one_usage_and_waits_in_another() {
    story.play().asset("master", "0.5").asset("song", "0.5");
    story.play().asset("master", "1").times(3);
    assertThat(outcome()).containsExactly("master 0.5", "song 0.5", "NOT_CLEARED master 3");
  }

  @Test
  void an_output_is_cleared_by_its_analysis_and_waits_without_one_despite_fallbacks() {
    story.licence("of-label", "label").part(ALL).fallback(ALL, Allocation.PRO_RATA, "0");
    story.made(
        "both",
        Story.contribution(false, "master", "0.5"),
        Story.contribution(false, "song", "0.5"));
    story.play().output("both");
    story.play().output("unseen");
    assertThat(story.close().lines()).isNotEmpty();
    assertThat(outcome()).endsWith("UNATTRIBUTED unseen 1");
  }
}
