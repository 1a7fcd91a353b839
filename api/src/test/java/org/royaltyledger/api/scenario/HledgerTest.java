package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;
import static org.royaltyledger.api.scenario.Scenario.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Side;
import org.royaltyledger.projections.rendering.hledger.JournalHledger;
import tools.jackson.databind.JsonNode;

/** The books, added up by a program of others. */
class HledgerTest extends RunsTheProgram {

  @TempDir private Path folder;

  /**
   * A label with an odd name; fees, tax, exchange, a currency without decimals, a payout, an
   * adjustment.
   */
  private void months() {
    ledger.licensed("a: b;c  (d)", "A1");
    ledger.licensed("bj\u00f8rk", "B1");
    ledger.file(
        "contracts.json",
        """
        [{"contractId": "all", "parties": "*", "from": "2020-01-01",
          "fees": [{"reason": "handling", "percent": "12.5"}]}]
        """);
    ledger.file("payees.csv", "partyId,currency,from\nbj\u00f8rk,JPY,2020-01-01\n");
    ledger.file("rates.csv", "date,from,to,rate,source\n2026-10-01,EUR,JPY,163.17,a bank\n");
    ledger.revenue("150.01");
    ledger.play("u1", "A1", 2);
    ledger.play("u2", "B1", 1);
    ledger.play("u3", "nobody's", 1);
    ledger.settle(OCTOBER);
    ledger.run("payouts", "collect");
    ledger.split("B1", "a: b;c  (d)", "100");
    ledger.revenue(NOVEMBER, "SE", "EUR", "33.33");
    ledger.settle(NOVEMBER);
  }

  @Test
  void hledger_comes_to_every_balance() throws IOException {
    months();
    requireHledger();
    List<String> files = new ArrayList<>();
    for (String month : List.of(OCTOBER, NOVEMBER)) {
      ledger.run("journal", month, "--format", "hledger");
      assertThat(ledger.exit()).as(ledger.err()).isZero();
      files.add("-f");
      files.add(Files.writeString(folder.resolve(month + ".journal"), ledger.out()).toString());
    }

    hledger(files, "check", "--strict", "ordereddates");
    String balances = hledger(files, "balance", "--flat", "--empty", "-N", "-O", "csv");

    ledger.run("accounts", "--json");
    var expected = new TreeMap<String, BigDecimal>();
    for (JsonNode it : ledger.answer().get("accounts")) {
      Account account =
          new Account(
              Account.Kind.parse(text(it, "account")),
              text(it, "holder"),
              it.get("contract").isNull() ? "" : text(it, "contract"));
      BigDecimal balance = new BigDecimal(text(it, "balance"));
      expected.put(
          JournalHledger.name(account) + " " + text(it, "currency"),
          account.kind().side() == Side.DEBIT ? balance : balance.negate());
    }
    assertThat(expected.keySet())
        .anyMatch(it -> it.startsWith("payable:bj%C3%B8rk JPY"))
        .anyMatch(it -> it.startsWith("fee:"))
        .anyMatch(it -> it.startsWith("in-payment:"));
    assertThat(withoutZeros(read(balances))).isEqualTo(withoutZeros(expected));
  }

  /** By account and currency; an account with two currencies has both in one cell. */
  private static Map<String, BigDecimal> read(String csv) {
    var read = new TreeMap<String, BigDecimal>();
    csv.lines()
        .skip(1)
        .map(it -> it.substring(1, it.length() - 1).split("\",\"", -1))
        .forEach(
            row -> {
              for (String amount : row[1].split(", ", -1)) {
                String[] parts = amount.split(" ", -1);
                if (parts.length == 2) { // a bare 0 has no currency
                  read.put(row[0] + " " + parts[1], new BigDecimal(parts[0]));
                }
              }
            });
    return read;
  }

  private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> balances) {
    var rest = new TreeMap<String, BigDecimal>();
    balances.forEach(
        (account, balance) -> {
          if (balance.signum() != 0) {
            rest.put(account, balance.stripTrailingZeros());
          }
        });
    return rest;
  }

  private static String hledger(List<String> files, String... command) throws IOException {
    var words = new ArrayList<>(List.of("hledger"));
    words.addAll(files);
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as(out).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return out;
  }

  private static void requireHledger() {
    try {
      new ProcessBuilder("hledger", "--version").start().onExit().join();
    } catch (IOException e) {
      String missing = "hledger is not here: install it to add the books up with it";
      assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
      System.out.println("SKIPPED: " + missing);
      Assumptions.abort(missing);
    }
  }

  @Test
  void entries_are_not_torn_apart_for_one_party() {
    months();
    ledger.run("journal", OCTOBER, "--format", "hledger", "--party", "bj\u00f8rk");
    ledger.refused("leave --party out");
  }
}
