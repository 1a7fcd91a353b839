package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Advances and costs come back out of royalties: where, in which order, each once. */
class AdvancesTest extends RunsTheProgram {

  private static final String DECEMBER = "2026-12";

  /** One recording of {@code label}, which pays out all of its revenue. */
  private void recording(String asset) {
    ledger.label("label");
    ledger.asset(asset, "label");
    ledger.licence("L", "label").pays(ofNet("100"));
  }

  private void split(String asset, String... partiesAndShares) {
    for (int i = 0; i < partiesAndShares.length; i += 2) {
      if (!partiesAndShares[i].equals("label")) {
        ledger.party(partiesAndShares[i]);
      }
      ledger.split(asset, partiesAndShares[i], partiesAndShares[i + 1]);
    }
  }

  private void contracts(String... contracts) {
    ledger.file("contracts.json", "[" + String.join(",\n", contracts).replace('\'', '"') + "]");
  }

  private void advances(String... rows) {
    ledger.file(
        "advances.csv",
        "advance,contracts,kind,date,currency,amount,paidBy\n" + String.join("\n", rows) + "\n");
  }

  private void collected(String period, String amount) {
    ledger.revenue(period, "SE", "EUR", amount);
    ledger.play("u-" + period, "A1", 1).at(period + "-05T12:00:00Z");
    ledger.settle(period);
  }

  private List<String> settled(String period, String party) {
    return Settled.of(ledger, period, party);
  }

  private List<String> unrecouped() {
    ledger.run("accounts");
    return ledger.out().lines().filter(it -> it.startsWith("unrecouped")).toList();
  }

  @Test
  void advance_from_share_is_recouped_when_the_share_has_come_to_it() {
    // Example 3: a 50/50 deal with an advance of 100,000.
    recording("A1");
    split("A1", "label", "50", "artist", "50");
    contracts("{'contractId':'deal','parties':['artist'],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,100000.00,label");
    collected(OCTOBER, "150000.00");
    assertThat(settled(OCTOBER, "artist"))
        .containsExactly("earned 75000.00", "recouped adv -75000.00", "due 0.00", "paid 0.00 EUR");
    assertThat(settled(OCTOBER, "label"))
        .containsExactly(
            "earned 75000.00", "recouped adv 75000.00", "due 150000.00", "paid 150000.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t25000.00");

    collected(NOVEMBER, "50000.00");
    assertThat(settled(NOVEMBER, "artist"))
        .containsExactly("earned 25000.00", "recouped adv -25000.00", "due 0.00", "paid 0.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t0.00");

    collected(DECEMBER, "10.00");
    assertThat(settled(DECEMBER, "artist"))
        .containsExactly("earned 5.00", "due 5.00", "paid 5.00 EUR");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void advance_off_the_top_is_paid_by_all_before_anything_is_divided() {
    // Example 3: 250,000 off the top, the label has 90 %, sales 2,000,000.
    recording("A1");
    split("A1", "label", "90", "artist", "10");
    contracts(
        "{'contractId':'deal','parties':'*','basis':'OFF_THE_TOP','income':{'assets':['A1']},'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,250000.00,label");
    collected(OCTOBER, "2000000.00");
    assertThat(settled(OCTOBER, "artist"))
        .containsExactly(
            "earned 200000.00", "recouped adv -25000.00", "due 175000.00", "paid 175000.00 EUR");
    assertThat(settled(OCTOBER, "label"))
        .containsExactly(
            "earned 1800000.00",
            "recouped adv 25000.00",
            "recouped adv -225000.00",
            "recouped adv 225000.00",
            "due 1825000.00",
            "paid 1825000.00 EUR");
  }

  @Test
  void the_same_deal_from_share_leaves_the_artist_unrecouped() {
    recording("A1");
    split("A1", "label", "90", "artist", "10");
    contracts("{'contractId':'deal','parties':['artist'],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,250000.00,label");
    collected(OCTOBER, "2000000.00");
    assertThat(settled(OCTOBER, "artist"))
        .containsExactly(
            "earned 200000.00", "recouped adv -200000.00", "due 0.00", "paid 0.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t50000.00");
  }

  @Test
  void first_out_rule_gives_the_payer_the_first_money() {
    // Example 4: the first 25,000 to the payer, then 60/40.
    recording("A1");
    ledger.party("payer");
    split("A1", "artist", "60", "producer", "40");
    contracts("{'contractId':'first','parties':'*','basis':'OFF_THE_TOP','from':'2026-01-01'}");
    advances("first,first,FIRST_OUT,2026-01-01,EUR,25000.00,payer");
    collected(OCTOBER, "40000.00");
    assertThat(settled(OCTOBER, "payer")).contains("due 25000.00", "paid 25000.00 EUR");
    assertThat(settled(OCTOBER, "artist"))
        .containsExactly(
            "earned 24000.00", "recouped first -15000.00", "due 9000.00", "paid 9000.00 EUR");
    assertThat(settled(OCTOBER, "producer"))
        .containsExactly(
            "earned 16000.00", "recouped first -10000.00", "due 6000.00", "paid 6000.00 EUR");
  }

  @Test
  void cost_that_two_contracts_share_is_charged_once() {
    recording("A1");
    ledger.asset("A2", "label");
    ledger.party("ann");
    ledger.party("ben");
    ledger.split("A1", "ann", "100");
    ledger.split("A2", "ben", "100");
    contracts(
        "{'contractId':'d-ann','parties':['ann'],'from':'2026-01-01'}",
        "{'contractId':'d-ben','parties':['ben'],'from':'2026-01-01'}");
    advances("video,d-ann|d-ben,COST,2026-01-01,EUR,30.01,");
    ledger.play("u2", "A2", 1);
    collected(OCTOBER, "100.00");
    assertThat(settled(OCTOBER, "ann")).contains("recouped video -15.01", "paid 34.99 EUR");
    assertThat(settled(OCTOBER, "ben")).contains("recouped video -15.00", "paid 35.00 EUR");
    collected(NOVEMBER, "10.00");
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned 10.00", "due 10.00", "paid 10.00 EUR");
  }

  @Test
  void group_recovers_from_all_its_contracts_the_oldest_first() {
    twoContractsOfAGroup("ALL");
    // ann's own is younger: her income goes to ben's first, as all income of the group does.
    assertThat(settled(OCTOBER, "ann"))
        .contains("recouped b -30.00", "recouped a -20.00", "paid 0.00 EUR");
    assertThat(settled(OCTOBER, "ben"))
        .contains("recouped b -30.00", "recouped a -20.00", "paid 0.00 EUR");
  }

  @Test
  void group_of_recouped_balances_asks_a_contract_for_others_once_its_own_is_recouped() {
    twoContractsOfAGroup("RECOUPED_BALANCES");
    assertThat(settled(OCTOBER, "ann")).contains("recouped a -45.00", "recouped b -5.00");
    assertThat(settled(OCTOBER, "ben")).contains("recouped b -50.00", "paid 0.00 EUR");
  }

  /** Each of ann and ben earns 50.00; ben owes 60.00 since January, ann 45.00 since February. */
  private void twoContractsOfAGroup(String crosses) {
    recording("A1");
    ledger.party("ann");
    ledger.party("ben");
    ledger.split("A1", "ann", "50");
    ledger.split("A1", "ben", "50");
    contracts(
        "{'contractId':'d-ann','parties':['ann'],'from':'2026-01-01','group':'g','crosses':'%s'}"
            .formatted(crosses),
        "{'contractId':'d-ben','parties':['ben'],'from':'2026-01-01','group':'g','crosses':'%s'}"
            .formatted(crosses));
    advances("a,d-ann,ADVANCE,2026-02-01,EUR,45.00,", "b,d-ben,ADVANCE,2026-01-01,EUR,60.00,");
    collected(OCTOBER, "100.00");
  }

  @Test
  void income_that_does_not_recoup_is_paid() {
    recording("A1");
    ledger.offering("settlement", "GENERATE", "SUSPEND", "EXACT");
    ledger.licence("S", "label").offering("settlement").pays(ofNet("100"));
    ledger.party("ann");
    ledger.split("A1", "ann", "100");
    contracts(
        "{'contractId':'deal','parties':['ann'],'recoups':{'offerings':['remix']},'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,1000.00,");
    ledger.revenue(OCTOBER, "settlement", "SE", "EUR", "70.00");
    ledger.usage("s1").offering("settlement").of("A1", "1");
    collected(OCTOBER, "30.00");
    assertThat(settled(OCTOBER, "ann"))
        .containsExactly("earned 100.00", "recouped adv -30.00", "due 70.00", "paid 70.00 EUR");
  }

  @Test
  void only_income_of_the_contract_s_recordings_is_taken() {
    recording("A1");
    ledger.asset("A2", "label");
    ledger.party("ann");
    ledger.split("A1", "ann", "100");
    ledger.split("A2", "ann", "100");
    contracts(
        "{'contractId':'deal','parties':['ann'],'income':{'assets':['A1']},'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,1000.00,");
    ledger.play("u2", "A2", 2);
    collected(OCTOBER, "100.00");
    // 33.33… of A1 and 66.66… of A2: the cent goes to the larger remainder.
    assertThat(settled(OCTOBER, "ann"))
        .containsExactly("earned 100.00", "recouped adv -33.33", "due 66.67", "paid 66.67 EUR");
  }

  @Test
  void what_is_taken_out_of_a_month_and_put_in_again_recoups_as_if_nothing_had_been() {
    recording("A1");
    split("A1", "ann", "100");
    contracts("{'contractId':'deal','parties':['ann'],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,50.00,label");
    collected(OCTOBER, "40.00");
    ledger.exclude("case").of("asset", "A1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned -40.00", "recouped adv 40.00", "due 0.00", "paid 0.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t50.00");
    ledger.reinstate("case");
    ledger.revenue(DECEMBER, "SE", "EUR", "0.00");
    ledger.settle(DECEMBER);
    assertThat(settled(DECEMBER, "ann"))
        .containsExactly("earned 40.00", "recouped adv -40.00", "due 0.00", "paid 0.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t10.00");
  }

  /** Two licences of A1: the use types A and B earn apart, 0.01 for each use. */
  private void twoIncomes() {
    ledger.label("label");
    ledger.asset("A1", "label");
    ledger.party("ann");
    ledger.party("agent-a");
    ledger.party("agent-b");
    ledger.split("A1", "ann", "100");
    for (String type : List.of("A", "B")) {
      ledger.licence("L" + type, "label").useTypes(type).pays(Terms.perUse("0.01", "EUR"));
    }
  }

  private void used(String period, String type, int uses) {
    ledger
        .usage(type + uses + period)
        .type(type)
        .of("A1", "1")
        .times(uses)
        .at(period + "-05T12:00:00Z");
  }

  private void closed(String period) {
    ledger.revenue(period, "SE", "EUR", "100000.00");
    ledger.settle(period);
  }

  private static String agentOf(String type) {
    return "{'contractId':'to-%s','parties':['ann'],'income':{'licences':['L%s']},'fees':[{'reason':'f','percent':'10','to':'agent-%s'}],'from':'2026-01-01'}"
        .formatted(type, type, type.toLowerCase(Locale.ROOT));
  }

  @Test
  void what_is_given_back_off_the_top_changes_no_other_income() {
    twoIncomes();
    contracts(
        "{'contractId':'top','parties':['ann'],'basis':'OFF_THE_TOP','recoups':{'useTypes':['A']},'from':'2026-01-01'}",
        agentOf("A"),
        agentOf("B"));
    advances("adv,top,ADVANCE,2026-01-01,EUR,100.00,label");
    used(OCTOBER, "A", 20000);
    closed(OCTOBER);
    assertThat(settled(OCTOBER, "ann"))
        .containsExactly(
            "earned 200.00", "recouped adv -100.00", "fee f -10.00", "due 90.00", "paid 90.00 EUR");
    ledger.exclude("case").of("usageId", "A20000" + OCTOBER);
    used(NOVEMBER, "A", 10000);
    used(NOVEMBER, "B", 10001);
    closed(NOVEMBER);
    // Of A -100.00 come back from the advance, so nothing of it is left to be charged; B is 100.01.
    assertThat(settled(NOVEMBER, "ann"))
        .contains("earned 0.01", "recouped adv 100.00", "fee f -10.00", "due 90.01");
    assertThat(Settled.of(ledger, NOVEMBER, "agent-b")).contains("paid 10.00 EUR");
  }

  @Test
  void a_cent_off_the_top_moves_no_fee_to_another() {
    twoIncomes();
    contracts(
        "{'contractId':'top','parties':['ann'],'basis':'OFF_THE_TOP','from':'2026-01-01'}",
        agentOf("A"),
        agentOf("B"));
    used(OCTOBER, "A", 10000);
    closed(OCTOBER);
    ledger.exclude("case").of("usageId", "A10000" + OCTOBER);
    used(NOVEMBER, "B", 10001);
    advances("adv,top,ADVANCE,2026-11-01,EUR,0.01,label");
    closed(NOVEMBER);
    assertThat(Settled.of(ledger, NOVEMBER, "agent-a"))
        .contains("fee f -10.00", "set off 10.00", "paid 0.00 EUR");
    assertThat(Settled.of(ledger, NOVEMBER, "agent-b")).contains("fee f 10.00", "paid 10.00 EUR");
  }

  @Test
  void reserve_off_the_top_is_kept_of_what_an_advance_left_of_each_income() {
    twoIncomes();
    contracts(
        "{'contractId':'top','parties':['ann'],'basis':'OFF_THE_TOP','recoups':{'useTypes':['A']},'reserve':{'percent':'50','releases':[{'after':6,'percent':'100'}]},'from':'2026-01-01'}",
        agentOf("A"),
        agentOf("B"));
    advances("adv,top,ADVANCE,2026-01-01,EUR,60.00,label");
    used(OCTOBER, "A", 10000);
    used(OCTOBER, "B", 10000);
    closed(OCTOBER);
    // The advance leaves 40.00 of A and 100.00 of B, the reserve half of each: 20.00 and 50.00.
    assertThat(settled(OCTOBER, "ann")).contains("recouped adv -60.00", "reserved 2026-10 -70.00");
    assertThat(Settled.of(ledger, OCTOBER, "agent-a")).contains("paid 2.00 EUR");
    assertThat(Settled.of(ledger, OCTOBER, "agent-b")).contains("paid 5.00 EUR");
  }

  @Test
  void income_that_moves_to_another_recording_moves_to_its_contract() {
    recording("A1");
    ledger.asset("A2", "label");
    split("A1", "ann", "100");
    split("A2", "ann", "100");
    ledger.party("agent-a");
    ledger.party("agent-b");
    contracts(
        "{'contractId':'to-A','parties':['ann'],'income':{'assets':['A1']},'fees':[{'reason':'f','percent':'10','to':'agent-a'}],'from':'2026-01-01'}",
        "{'contractId':'to-B','parties':['ann'],'income':{'assets':['A2']},'fees':[{'reason':'f','percent':'10','to':'agent-b'}],'from':'2026-01-01'}");
    ledger.output("o").of("A1", "1");
    ledger.revenue(OCTOBER, "SE", "EUR", "100.00");
    ledger.usage("u").playOf("o");
    ledger.settle(OCTOBER);
    assertThat(Settled.of(ledger, OCTOBER, "agent-a")).contains("paid 10.00 EUR");
    ledger.output("o").of("A2", "1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
    assertThat(Settled.of(ledger, NOVEMBER, "agent-a")).contains("fee f -10.00");
    assertThat(Settled.of(ledger, NOVEMBER, "agent-b")).contains("fee f 10.00");
  }

  @Test
  void recoupment_gives_back_no_more_than_the_income_less_the_fee_that_was_taken_of_it() {
    recording("A1");
    split("A1", "ann", "100");
    contracts(
        "{'contractId':'deal','parties':['ann'],'fees':[{'reason':'f','percent':'10'}],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,500.00,label");
    collected(OCTOBER, "100.00");
    contracts("{'contractId':'deal','parties':['ann'],'from':'2026-01-01'}");
    collected(NOVEMBER, "50.00");
    ledger.revenue(OCTOBER, "SE", "EUR", "0.00");
    ledger.revenue(DECEMBER, "SE", "EUR", "0.00");
    ledger.settle(DECEMBER);
    // Of October's 100.00 the fee had 10.00 and the advance 90.00; November's 50.00 stay recouped.
    assertThat(settled(DECEMBER, "ann"))
        .containsExactly(
            "earned -100.00", "fee f 10.00", "recouped adv 90.00", "due 0.00", "paid 0.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t450.00");
  }

  @Test
  void recoupment_is_given_back_whole_if_no_fee_was_taken_of_it() {
    recording("A1");
    split("A1", "ann", "100");
    contracts("{'contractId':'deal','parties':['ann'],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,100.00,label");
    collected(OCTOBER, "100.00");
    contracts(
        "{'contractId':'deal','parties':['ann'],'fees':[{'reason':'f','percent':'10'}],'from':'2026-01-01'}");
    ledger.exclude("case").of("asset", "A1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned -100.00", "recouped adv 100.00", "due 0.00", "paid 0.00 EUR");
  }

  @Test
  void held_money_is_taken_back_with_the_income_that_it_was() {
    recording("A1");
    split("A1", "ann", "100");
    contracts(
        "{'contractId':'other','parties':['label'],'from':'2026-01-01'}",
        "{'contractId':'deal','parties':['ann'],'payableWhenRecouped':['other'],'from':'2026-01-01'}");
    advances("adv,other,ADVANCE,2026-01-01,EUR,100.00,");
    collected(OCTOBER, "100.00");
    assertThat(settled(OCTOBER, "ann")).contains("held other -100.00", "due 0.00");
    ledger.exclude("case").of("asset", "A1");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned -100.00", "freed other 100.00", "due 0.00", "paid 0.00 EUR");
    ledger.reinstate("case");
    ledger.revenue(DECEMBER, "SE", "EUR", "0.00");
    ledger.settle(DECEMBER);
    assertThat(settled(DECEMBER, "ann")).contains("held other -100.00", "due 0.00");
  }

  @Test
  void advance_that_was_too_high_gives_back_what_it_took_too_much() {
    recording("A1");
    split("A1", "ann", "100");
    contracts("{'contractId':'deal','parties':['ann'],'from':'2026-01-01'}");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,50.00,");
    collected(OCTOBER, "40.00");
    advances("adv,deal,ADVANCE,2026-01-01,EUR,25.00,");
    collected(NOVEMBER, "1.00");
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned 1.00", "recouped adv 15.00", "due 16.00", "paid 16.00 EUR");
    assertThat(unrecouped()).containsExactly("unrecouped\tadv\t\tEUR\t0.00");
  }

  @Test
  void account_is_paid_once_another_contract_is_recouped() {
    recording("A1");
    split("A1", "ann", "50", "ben", "50");
    contracts(
        "{'contractId':'d-ann','parties':['ann'],'payableWhenRecouped':['d-ben'],'from':'2026-01-01'}",
        "{'contractId':'d-ben','parties':['ben'],'from':'2026-01-01'}");
    advances("adv,d-ben,ADVANCE,2026-01-01,EUR,60.00,");
    ledger.imported();
    assertThat(ledger.err()).contains("waits for contract 'd-ben', which is not known");
    collected(OCTOBER, "100.00");
    assertThat(settled(OCTOBER, "ann"))
        .containsExactly("earned 50.00", "held d-ben -50.00", "due 0.00", "paid 0.00 EUR");
    collected(NOVEMBER, "100.00");
    assertThat(settled(NOVEMBER, "ann"))
        .containsExactly("earned 50.00", "freed d-ben 50.00", "due 100.00", "paid 100.00 EUR");
    assertThat(settled(NOVEMBER, "ben"))
        .containsExactly("earned 50.00", "recouped adv -10.00", "due 40.00", "paid 40.00 EUR");
  }
}
