package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is payable is collected into runs, approved, sent, and what the bank says is booked. */
class PayoutsTest extends RunsTheProgram {

  private static List<String> told(JsonNode list, String... fields) {
    return list.values().stream()
        .map(
            it ->
                Stream.of(fields)
                    .map(field -> it.path(field).isNull() ? "-" : text(it, field))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** A command on payout runs, which must succeed; the items of the run then. */
  private List<String> payouts(String... words) {
    ledger.run(
        Stream.concat(Stream.of("payouts", "--json"), Stream.of(words)).toArray(String[]::new));
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    return told(ledger.answer().get("items"), "party", "amount", "currency", "state");
  }

  private void refused(String words, String... command) {
    ledger.run(Stream.concat(Stream.of("payouts"), Stream.of(command)).toArray(String[]::new));
    ledger.refused(words);
  }

  private String state() {
    return text(ledger.answer(), "state");
  }

  /** What is payable, in payment and paid. */
  private List<String> balances() {
    ledger.run("accounts", "--json");
    return told(ledger.answer().get("accounts"), "account", "holder", "currency", "balance")
        .stream()
        .filter(it -> it.matches("(payable|in-payment|paid) .*"))
        .toList();
  }

  private List<String> journal(String period) {
    ledger.run("journal", period, "--format", "json");
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    assertThat(told(ledger.answer(), "bookedIn")).allMatch(it -> it.equals(period));
    return told(ledger.answer(), "usedIn", "reason", "account", "holder", "amount").stream()
        .filter(it -> it.matches(".* (payable|in-payment|paid) .*"))
        .toList();
  }

  /** ann and ben have 60.00 and 30.00 to be paid of October. */
  private void closeOctober() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("150.00");
    ledger.play("u1", "A1", 2);
    ledger.play("u2", "B1", 1);
    ledger.settle(OCTOBER);
  }

  @Test
  void what_is_payable_is_collected_sent_and_settled() {
    closeOctober();
    assertThat(payouts("collect", "--as", "finance-1", "--why", "October"))
        .containsExactly("ann 60.00 EUR in-payment", "ben 30.00 EUR in-payment");
    assertThat(text(ledger.answer(), "run")).isEqualTo("payout-1");
    assertThat(state()).isEqualTo("collected");
    payouts("approve", "payout-1", "--as", "finance-2");
    payouts("send", "payout-1");
    assertThat(payouts("settle", "payout-1", "--party", "ben", "--reference", "B-7"))
        .containsExactly("ann 60.00 EUR in-payment", "ben 30.00 EUR settled");
    assertThat(state()).isEqualTo("sent");
    assertThat(balances())
        .containsExactly(
            "payable ann EUR 0.00",
            "payable ben EUR 0.00",
            "in-payment ann EUR 60.00",
            "in-payment ben EUR 0.00",
            "paid ben EUR 30.00");
    payouts("settle", "payout-1");
    assertThat(state()).isEqualTo("ended");
    payouts("show", "payout-1");
    assertThat(told(ledger.answer().get("items"), "party", "reference"))
        .containsExactly("ann -", "ben B-7");
    assertThat(told(ledger.answer().get("steps"), "step", "items", "bookedIn", "who", "why"))
        .containsExactly(
            "collected 2 2026-11 finance-1 October",
            "approved 2 - finance-2 -",
            "sent 2 - unnamed -",
            "settled 1 2026-11 unnamed -",
            "settled 1 2026-11 unnamed -");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void what_failed_came_back_or_was_cancelled_is_in_the_next_run() {
    closeOctober();
    payouts("collect");
    payouts("cancel", "payout-1", "--why", "wrong bank");
    assertThat(state()).isEqualTo("cancelled");
    payouts("collect", "--party", "ann");
    payouts("approve", "payout-2");
    payouts("send", "payout-2");
    payouts("settle", "payout-2");
    payouts("return", "payout-2", "--party", "ann");
    assertThat(payouts("collect"))
        .containsExactly("ann 60.00 EUR in-payment", "ben 30.00 EUR in-payment");
    payouts("approve", "payout-3");
    payouts("send", "payout-3");
    payouts("fail", "payout-3", "--party", "ann", "--party", "ben");
    assertThat(state()).isEqualTo("ended");
    assertThat(balances())
        .containsExactly(
            "payable ann EUR 60.00",
            "payable ben EUR 30.00",
            "in-payment ann EUR 0.00",
            "in-payment ben EUR 0.00",
            "paid ann EUR 0.00");
    ledger.run("payouts");
    assertThat(ledger.out().lines().skip(1))
        .containsExactly(
            "payout-1\tcancelled\tEUR\t2\tcancelled\t90.00",
            "payout-2\tended\tEUR\t1\treturned\t60.00",
            "payout-3\tended\tEUR\t2\tfailed\t90.00");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void payouts_are_booked_in_the_month_that_is_open() {
    closeOctober();
    ledger.run("journal", NOVEMBER);
    ledger.refused("close it with: close 2026-11");
    payouts("collect", "--party", "ben");
    assertThat(journal(NOVEMBER))
        .containsExactly(
            "2026-11 collected payable ben -30.00", "2026-11 collected in-payment ben 30.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
    assertThat(journal(NOVEMBER)).hasSize(2);
    payouts("cancel", "payout-1");
    assertThat(journal("2026-12"))
        .containsExactly(
            "2026-12 cancelled payable ben 30.00", "2026-12 cancelled in-payment ben -30.00");
    assertThat(journal(NOVEMBER)).hasSize(2);
    ledger.run("accounts", "--party", "ben", "--json");
    assertThat(told(ledger.answer().get("accounts"), "account", "balance"))
        .contains("payable 30.00", "in-payment 0.00");
  }

  @Test
  void what_is_collected_already_is_not_collected_again() {
    closeOctober();
    refused("nothing is payable in SEK", "collect", "--currency", "SEK");
    refused("party 'nobody' is not known", "collect", "--party", "nobody");
    assertThat(payouts("collect", "--currency", "EUR", "--party", "ann")).hasSize(1);
    refused("nothing is payable to ann", "collect", "--party", "ann");
    assertThat(payouts("collect")).containsExactly("ben 30.00 EUR in-payment");
    refused("nothing is payable: ", "collect");
  }

  @Test
  void draft_is_closed_with_its_own_result_though_something_was_collected_since() {
    closeOctober();
    ledger.revenue(NOVEMBER, "SE", "EUR", "15.00");
    ledger.play("u3", "A1", 1).at("2026-11-03T12:00:00Z");
    ledger.imported();
    ledger.run("draft", NOVEMBER);
    payouts("collect");
    ledger.run("approve", NOVEMBER);
    assertThat(ledger.close(NOVEMBER)).as(ledger.err()).isZero();
    assertThat(payouts("collect")).containsExactly("ann 9.00 EUR in-payment");
  }

  @Test
  void what_is_in_a_run_is_not_set_off_and_a_draft_that_would_is_not_closed() {
    closeOctober();
    // ben's use in October is fraud: the close of November takes the money back.
    ledger.exclude("x-1").of("usageId", "u2");
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.imported();
    ledger.run("draft", NOVEMBER);
    ledger.run("approve", NOVEMBER);
    payouts("collect", "--party", "ben");
    ledger.refusesToClose(
        NOVEMBER, "sets off of the EUR that ben was to be paid", "cancel that run");
    payouts("approve", "payout-1");
    ledger.run("draft", NOVEMBER);
    ledger.run("approve", NOVEMBER);
    payouts("cancel", "payout-1");
    assertThat(ledger.close(NOVEMBER)).as(ledger.err()).isZero();
    assertThat(balances()).contains("payable ben EUR 30.00");
  }

  @Test
  void with_four_eyes_another_approves_than_the_one_who_collected() {
    closeOctober();
    ledger.run("settings", "four-eyes", "on", "--as", "auditor");
    refused("--as NAME", "collect");
    payouts("collect", "--as", "finance-1");
    refused("payout run payout-1 is by 'finance-1'", "approve", "payout-1", "--as", "finance-1");
    refused("--as NAME", "approve", "payout-1");
    payouts("approve", "payout-1", "--as", "finance-2");
    refused("--as NAME", "send", "payout-1");
    payouts("send", "payout-1", "--as", "finance-1");
    assertThat(ledger.err()).contains("'finance-1'", "names are not checked");
  }

  @Test
  void run_that_one_collected_and_approved_is_not_sent_with_four_eyes() {
    closeOctober();
    payouts("collect", "--as", "finance-1");
    payouts("approve", "payout-1", "--as", "finance-1");
    ledger.run("settings", "four-eyes", "on", "--as", "auditor");
    refused("was approved by 'finance-1'", "send", "payout-1", "--as", "finance-2");
    payouts("cancel", "payout-1", "--as", "finance-2");
    payouts("collect", "--as", "finance-2");
    payouts("approve", "payout-2", "--as", "finance-1");
    payouts("send", "payout-2", "--as", "finance-2");
  }

  @Test
  void what_cannot_be_done_is_refused_with_a_way_out() {
    ledger.imported();
    refused("nothing is payable", "collect");
    refused("no payout run payout-1", "approve", "payout-1");
    closeOctober();
    refused("no payout run payout-1", "show", "payout-1");
    payouts("collect");
    refused("approve it first with: payouts approve payout-1", "send", "payout-1");
    refused("payouts approve payout-1", "settle", "payout-1");
    payouts("approve", "payout-1");
    payouts("send", "payout-1");
    refused("payouts settle, fail or return payout-1", "cancel", "payout-1");
    refused("name each with --party ID", "fail", "payout-1");
    refused("party 'service' has no such item", "settle", "payout-1", "--party", "service");
    payouts("fail", "payout-1", "--party", "ann");
    refused("60.00 EUR of ann in payout-1 is failed", "settle", "payout-1", "--party", "ann");
    refused("'pay' cannot be done", "pay", "payout-1");
    refused("needs the name of a run", "settle");
    refused("'payout-01' is no payout run", "settle", "payout-01");
    refused("takes no --reference", "send", "payout-1", "--reference", "x");
    refused("takes no --party", "show", "payout-1", "--party", "ann");
    refused("takes no --as", "--as", "x");
    refused("leave 'payout-2' out", "collect", "payout-2");
    refused("currency 'EURO'", "collect", "--currency", "EURO");
  }
}
