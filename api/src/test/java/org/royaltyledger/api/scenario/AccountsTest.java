package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;
import static org.royaltyledger.api.scenario.Terms.ofNet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What closes book stands on accounts, each the sum of its postings, all together zero. */
class AccountsTest extends RunsTheProgram {

  private static List<String> told(JsonNode list, String... fields) {
    return list.values().stream()
        .map(
            it ->
                Stream.of(fields)
                    .filter(field -> !it.path(field).isNull())
                    .map(field -> text(it, field))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** All accounts of a party, or of all, each as {@code "party ann L-ann EUR 60.00"}. */
  private List<String> accounts(String... options) {
    ledger.run(
        Stream.concat(Stream.of("accounts", "--json"), Stream.of(options)).toArray(String[]::new));
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    assertThat(told(ledger.answer().get("trialBalance"), "amount"))
        .allMatch(it -> it.matches("0(\\.0+)?"));
    return told(
        ledger.answer().get("accounts"), "account", "holder", "contract", "currency", "balance");
  }

  /** All postings booked in a month, each with its month of use and its reason. */
  private List<String> journal(String period, String... options) {
    ledger.run(
        Stream.concat(Stream.of("journal", period, "--format", "json"), Stream.of(options))
            .toArray(String[]::new));
    assertThat(ledger.exit()).as(ledger.err()).isZero();
    assertThat(told(ledger.answer(), "bookedIn")).allMatch(it -> it.equals(period));
    return told(ledger.answer(), "usedIn", "reason", "account", "holder", "contract", "amount");
  }

  /** October: a third of the use is nobody's, so that ann gets 60 % of 2/3 of 90.00. */
  private void annEarns36InOctober() {
    ledger.licensed("ann", "A1");
    ledger.revenue("90.00");
    ledger.play("u1", "A1", 2);
    ledger.play("u2", "unknown", 1);
    ledger.settle(OCTOBER);
  }

  private void closeNovember() {
    ledger.revenue(NOVEMBER, "SE", "EUR", "0.00");
    ledger.settle(NOVEMBER);
  }

  @Test
  void close_books_what_came_in_and_where_it_went() {
    annEarns36InOctober();
    assertThat(accounts())
        .containsExactly(
            "receivable remix EUR 90.00",
            "party ann L-ann EUR 0.00",
            "waiting unmatched EUR 30.00",
            "retained remix EUR 24.00",
            "payable ann EUR 36.00");
    assertThat(journal(OCTOBER))
        .containsExactly(
            "2026-10 earned receivable remix 90.00",
            "2026-10 earned party ann L-ann 36.00",
            "2026-10 earned waiting unmatched 30.00",
            "2026-10 earned retained remix 24.00",
            "2026-10 payable party ann L-ann -36.00",
            "2026-10 payable payable ann 36.00");
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void balance_is_the_sum_of_what_each_close_booked() {
    annEarns36InOctober();
    ledger.party("ben");
    ledger.split("A1", "Worldwide", "ben", "100", "2020-01-01", "2026-11-01");
    ledger.split("A1", "Worldwide", "ann", "100", "2026-11-01", "");
    ledger.revenue("180.00");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.play("u3", "A1", 1).at("2026-11-20T12:00:00Z");
    ledger.settle(NOVEMBER);

    assertThat(journal(NOVEMBER))
        .containsExactly(
            "2026-11 earned receivable remix 10.00",
            "2026-11 earned party ann L-ann 6.00",
            "2026-11 earned retained remix 4.00",
            "2026-10 adjusted receivable remix 90.00",
            "2026-10 adjusted party ann L-ann -36.00",
            "2026-10 adjusted party ben L-ann 72.00",
            "2026-10 adjusted waiting unmatched 30.00",
            "2026-10 adjusted retained remix 24.00",
            "2026-11 set-off payable ann -30.00",
            "2026-11 set-off party ann L-ann 30.00",
            "2026-11 payable party ben L-ann -72.00",
            "2026-11 payable payable ben 72.00");
    assertThat(accounts())
        .containsExactly(
            "receivable remix EUR 190.00",
            "party ann L-ann EUR 0.00",
            "party ben L-ann EUR 0.00",
            "waiting unmatched EUR 60.00",
            "retained remix EUR 52.00",
            "payable ann EUR 6.00",
            "payable ben EUR 72.00");
    assertThat(journal(OCTOBER)).hasSize(6);
    assertThat(ledger.replay()).isZero();
  }

  @Test
  void party_from_whom_all_is_taken_back_is_to_be_paid_nothing() {
    annEarns36InOctober();
    ledger.run("accounts", "--party", "ann");
    assertThat(ledger.out().lines().skip(1))
        .containsExactly("party\tann\tL-ann\tEUR\t0.00", "payable\tann\t\tEUR\t36.00");
    ledger.party("ben");
    ledger.split("A1", "ben", "100");
    closeNovember();
    assertThat(accounts("--party", "ann"))
        .containsExactly("party ann L-ann EUR 0.00", "payable ann EUR 0.00");
    ledger.consent("ann", "A1", "OPT_OUT");
    ledger.split("A1", "ann", "100");
    ledger.revenue(OCTOBER, "SE", "EUR", "0.00");
    ledger.revenue("2026-12", "SE", "EUR", "0.00");
    ledger.settle("2026-12");
    assertThat(accounts("--party", "ben"))
        .containsExactly("party ben L-ann EUR 0.00", "payable ben EUR 0.00");
    assertThat(journal("2026-12", "--party", "ben"))
        .containsExactly(
            "2026-10 adjusted party ben L-ann -36.00",
            "2026-12 set-off payable ben -36.00",
            "2026-12 set-off party ben L-ann 36.00");
    assertThat(accounts()).allMatch(it -> it.endsWith(" EUR 0.00"));
  }

  @Test
  void disputed_money_waits_on_an_account_of_its_own_until_it_is_released() {
    ledger.licensed("ann", "A1");
    ledger.party("cleo");
    ledger.claim("c-1", "cleo", "A1", "10", "OPEN");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    assertThat(accounts())
        .containsExactly(
            "receivable remix EUR 100.00",
            "waiting disputed EUR 60.00",
            "retained remix EUR 40.00");

    ledger.claim("c-1", "cleo", "A1", "10", "RELEASED");
    closeNovember();
    assertThat(journal(NOVEMBER))
        .containsExactly(
            "2026-10 adjusted party ann L-ann 60.00",
            "2026-10 adjusted waiting disputed -60.00",
            "2026-11 payable party ann L-ann -60.00",
            "2026-11 payable payable ann 60.00");
    assertThat(accounts())
        .containsExactly(
            "receivable remix EUR 100.00",
            "party ann L-ann EUR 0.00",
            "waiting disputed EUR 0.00",
            "retained remix EUR 40.00",
            "payable ann EUR 60.00");
  }

  @Test
  void each_contract_and_currency_of_a_party_is_an_account_of_its_own() {
    ledger.holder("ann", "A1");
    ledger.licence("L-1", "ann").pays(ofNet("10"));
    ledger.offering("voice", "GENERATE", "SUSPEND", "EXACT");
    ledger.licence("L-2", "ann").offering("voice").pays(ofNet("20"));
    ledger.revenue(OCTOBER, "SE", "EUR", "100.00");
    ledger.revenue(OCTOBER, "JP", "JPY", "1000");
    ledger.revenue(OCTOBER, "voice", "SE", "EUR", "100.00");
    ledger.play("u1", "A1", 1);
    ledger.play("u2", "A1", 1).in("JP");
    ledger.play("u3", "A1", 1).offering("voice");
    ledger.settle(OCTOBER);
    assertThat(accounts("--party", "ann"))
        .containsExactly(
            "party ann L-1 EUR 0.00",
            "party ann L-1 JPY 100", // is paid in EUR, and no rate is known
            "party ann L-2 EUR 0.00",
            "payable ann EUR 30.00");
    assertThat(journal(OCTOBER, "--party", "ann"))
        .contains("2026-10 earned party ann L-1 10.00", "2026-10 earned party ann L-2 20.00");
    ledger.pays("ann 30.00 EUR", "ann 100 JPY");
  }

  @Test
  void journal_is_a_table_for_a_shell_or_a_spreadsheet() {
    annEarns36InOctober();
    ledger.run("journal", OCTOBER, "--party", "ann");
    assertThat(ledger.out().lines().map(it -> it.split("\t", 3)[2]))
        .containsExactly(
            "usedIn\treason\taccount\tholder\tcontract\tcurrency\tamount",
            "2026-10\tearned\tparty\tann\tL-ann\tEUR\t36.00",
            "2026-10\tpayable\tparty\tann\tL-ann\tEUR\t-36.00",
            "2026-10\tpayable\tpayable\tann\t\tEUR\t36.00");
    ledger.run("journal", OCTOBER, "--format", "csv", "--party", "ann");
    assertThat(ledger.out().lines().map(it -> it.split(",", 3)[2]))
        .containsExactly(
            "bookedIn,usedIn,reason,account,holder,contract,currency,amount",
            "2026-10,2026-10,earned,party,ann,L-ann,EUR,36.00",
            "2026-10,2026-10,payable,party,ann,L-ann,EUR,-36.00",
            "2026-10,2026-10,payable,payable,ann,,EUR,36.00");
    ledger.run("accounts");
    assertThat(ledger.err()).contains("balanced: ");
  }

  @Test
  void what_is_not_there_is_refused_with_a_way_out() {
    annEarns36InOctober();
    ledger.run("journal", NOVEMBER);
    ledger.refused("period 2026-11", "close 2026-11");
    ledger.run("accounts", "--party", "nobody");
    ledger.refused("party 'nobody' is not known", "accounts");
    ledger.run("journal", OCTOBER, "--party", "nobody");
    ledger.refused("party 'nobody' is not known", "journal 2026-10");
    ledger.run("journal", OCTOBER, "--format", "pdf");
    ledger.refused("format 'pdf'", "table, csv, tsv, json, hledger");
  }

  @Test
  void month_without_money_books_nothing() {
    ledger.licensed("ann", "A1");
    ledger.revenue("0.00");
    ledger.play("u1", "A1", 1);
    ledger.settle(OCTOBER);
    assertThat(accounts()).isEmpty();
    assertThat(journal(OCTOBER)).isEmpty();
    ledger.run("accounts");
    assertThat(ledger.err()).contains("nothing was booked yet");
  }
}
