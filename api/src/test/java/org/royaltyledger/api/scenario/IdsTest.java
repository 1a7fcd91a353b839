package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import org.junit.jupiter.api.Test;

/** An id that may come in goes all the way, whatever its script. */
class IdsTest extends RunsTheProgram {

  /** 64 characters, each of which takes two UTF-16 units and four bytes. */
  private static String longest(String what) {
    return "\uD83C\uDFB5".repeat(64 - what.length()) + what;
  }

  @Test
  void ids_of_the_longest_length_beyond_the_basic_plane_go_all_the_way() {
    String party = longest("party");
    String asset = longest("asset");
    String offering = longest("offering");
    ledger.offering(offering, "GENERATE", "SUSPEND", "EXACT");
    ledger.holder(party, asset);
    ledger
        .licence(longest("licence"), party)
        .offering(offering)
        .useTypes(longest("type"))
        .modelVersions(longest("model"));
    ledger.output(longest("output")).of(asset, "1");
    ledger
        .usage(longest("usage"))
        .offering(offering)
        .type(longest("type"))
        .madeWith(longest("model"))
        .heardBy(longest("listener"))
        .of(asset, "0.5")
        .of(longest("unknown"), "0.25")
        .byParty(longest("stranger"), "0.25");
    ledger.usage(longest("play")).offering(offering).playOf(longest("output"));
    ledger.revenue(OCTOBER, offering, "SE", "EUR", "100.00");

    ledger.settle();

    assertThat(ledger.lines(party)).isNotEmpty();
    assertThat(ledger.check()).isZero();
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void conflict_about_a_usage_of_the_longest_id_is_kept() {
    ledger.licensed("ann", "A1");
    ledger.play(longest("usage"), "A1", 1);
    ledger.imported();
    ledger.play(longest("usage"), "A1", 2);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.check()).isZero();
    assertThat(ledger.answer().get("checks").toString()).contains("1 usage ids came again");
  }
}
