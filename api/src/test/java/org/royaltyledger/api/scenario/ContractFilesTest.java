package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import org.junit.jupiter.api.Test;

/** Bad contracts, advances, payees, minimums and taxes are rejected alone, with the way out. */
class ContractFilesTest extends RunsTheProgram {

  private void annEarns60() {
    ledger.label("label");
    ledger.asset("A1", "label", "ann");
    ledger.licence("L", "label");
    ledger.revenue("100.00");
    ledger.play("u1", "A1", 1);
    ledger.imported();
  }

  private static String contract(String fields) {
    return "{'contractId':'c','parties':['ann'],'from':'2026-01-01',%s}"
        .formatted(fields)
        .replace('\'', '"');
  }

  @Test
  void bad_contracts_are_rejected_and_good_ones_stay() {
    annEarns60();
    ledger.file(
        "contracts-bad.json",
        "["
            + String.join(
                ",\n",
                contract("'parties':'everyone'").replaceFirst("\"parties\":\\[\"ann\"],", ""),
                contract("'basis':'BOTH'"),
                contract("'fees':[{'reason':'a','percent':'60'},{'reason':'b','percent':'41'}]"),
                contract("'fees':[{'reason':'a','percent':'-1'}]"),
                contract("'fees':[{'reason':'a','percent':'1'},{'reason':'a','percent':'2'}]"),
                contract("'fees':[{'reason':'a','percent':'1','to':'nobody'}]"),
                contract("'reserve':{'percent':'10','releases':[]}"),
                contract("'reserve':{'percent':'10','releases':[{'after':3,'percent':'99'}]}"),
                contract("'reserve':{'percent':'10','releases':[{'after':0,'percent':'100'}]}"),
                contract("'directions':[{'to':'ann','percent':'10'}]"),
                contract("'income':{'songs':['A1']}"),
                contract("'crosses':'NONE'"),
                contract("'fees':[{'reason':'admin','percent':'10'}]"))
            + "]");
    assertThat(ledger.importFiles("contracts-bad.json")).isEqualTo(2);
    assertThat(ledger.fate("contracts-bad")).isEqualTo("1 accepted, 0 repeated, 12 rejected");
    assertThat(ledger.read("rejected-contracts-bad.json"))
        .contains("parties \"everyone\" is neither an array nor \"*\"")
        .contains("basis 'BOTH' is none of OFF_THE_TOP, FROM_SHARE")
        .contains("the fees of contract 'c' come to 101 percent together")
        .contains("percent '-1'")
        .contains("has two fees of one reason, or two directions to one party: give each once")
        .contains("party 'nobody' is unknown")
        .contains("has a reserve without releases: give both or neither")
        .contains("the releases of contract 'c' come to 99 percent: they must come to 100")
        .contains("after 0 is not a whole number of months from 1")
        .contains("directs money of ann to itself")
        .contains("field 'songs' is unknown")
        .contains("crosses 'NONE' is none of ALL, RECOUPED_BALANCES");
    assertThat(ledger.close(OCTOBER)).isZero();
    assertThat(Settled.of(ledger, OCTOBER, "ann"))
        .containsExactly("earned 60.00", "fee admin -6.00", "due 54.00", "paid 54.00 EUR");
  }

  @Test
  void bad_advances_are_rejected_and_good_ones_stay() {
    annEarns60();
    ledger.file("contracts.json", "[" + contract("'to':null") + "]");
    ledger.imported();
    ledger.file(
        "advances-bad.csv",
        """
        advance,contracts,kind,date,currency,amount,paidBy
        a-1,,ADVANCE,2026-01-01,EUR,1.00,
        a-2,lost,ADVANCE,2026-01-01,EUR,1.00,
        a-3,c|,ADVANCE,2026-01-01,EUR,1.00,
        a-4,c,GIFT,2026-01-01,EUR,1.00,
        a-5,c,ADVANCE,2026-13-01,EUR,1.00,
        a-6,c,ADVANCE,2026-01-01,EURO,1.00,
        a-7,c,ADVANCE,2026-01-01,EUR,-1.00,
        a-8,c,ADVANCE,2026-01-01,EUR,1.001,
        a-9,c,ADVANCE,2026-01-01,EUR,1.00,nobody
        a-10,c,ADVANCE,2026-01-01,EUR,10.00,
        """);
    assertThat(ledger.importFiles("advances-bad.csv")).isEqualTo(2);
    assertThat(ledger.fate("advances-bad")).isEqualTo("1 accepted, 0 repeated, 9 rejected");
    assertThat(ledger.read("rejected-advances-bad.csv"))
        .contains("contracts is empty")
        .contains("contract 'lost' is unknown: import it first")
        .contains("contract id is empty")
        .contains("kind 'GIFT' is none of ADVANCE, COST, FIRST_OUT")
        .contains("date '2026-13-01' is a day that does not exist")
        .contains("currency 'EURO'")
        .contains("amount '-1.00'")
        .contains("amount '1.001'")
        .contains("party 'nobody' is unknown");
    ledger.file(
        "advances-other.csv",
        """
        advance,contracts,date,currency,amount,paidBy
        a-10,c,2026-01-01,SEK,10.00,
        a-10,c,2026-02-01,EUR,10.00,
        a-10,c,2026-01-01,EUR,10.00,ann
        """);
    assertThat(ledger.importFiles("advances-other.csv")).isEqualTo(2);
    assertThat(ledger.fate("advances-other")).isEqualTo("0 accepted, 0 repeated, 3 rejected");
    assertThat(ledger.read("rejected-advances-other.csv"))
        .contains("advance 'a-10' was recorded in EUR, of 2026-01-01, paid by nobody, and cannot");
    assertThat(ledger.close(OCTOBER)).isZero();
    assertThat(Settled.of(ledger, OCTOBER, "ann")).contains("recouped a-10 -10.00", "due 50.00");
  }

  @Test
  void bad_payees_minimums_and_taxes_are_rejected_and_good_ones_stay() {
    annEarns60();
    ledger.file(
        "payees-bad.csv",
        """
        partyId,from,to,currency,treaty
        nobody,2026-01-01,,,
        ann,2026-01-01,2026-01-01,,
        ann,2026-01-01,,XX,
        ann,2026-01-01,,EUR,certificate 7
        """);
    ledger.file(
        "minimums-bad.csv",
        """
        partyId,currency,from,amount
        nobody,EUR,2026-01-01,1.00
        *,EUR,2026-01-01,1.005
        *,,2026-01-01,1.00
        *,EUR,2026-01-01,1.00
        """);
    ledger.file(
        "taxes-bad.csv",
        """
        country,from,rate,treatyRate
        Sweden,2026-01-01,10,
        SE,2026-01-01,100.5,
        SE,2026-01-01,10,x
        SE,2026-01-01,30,10
        """);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("payees-bad")).isEqualTo("1 accepted, 0 repeated, 3 rejected");
    assertThat(ledger.fate("minimums-bad")).isEqualTo("1 accepted, 0 repeated, 3 rejected");
    assertThat(ledger.fate("taxes-bad")).isEqualTo("1 accepted, 0 repeated, 3 rejected");
    assertThat(ledger.read("rejected-payees-bad.csv"))
        .contains("party 'nobody' is unknown")
        .contains("to '2026-01-01' is not after from")
        .contains("currency 'XX'");
    assertThat(ledger.read("rejected-minimums-bad.csv"))
        .contains("amount '1.005'")
        .contains("currency is empty: give one");
    assertThat(ledger.read("rejected-taxes-bad.csv"))
        .contains("country 'Sweden' is not an ISO 3166-1 alpha-2 code")
        .contains("percent '100.5' is not between 0 and 100")
        .contains("treatyRate 'x'");
    assertThat(ledger.close(OCTOBER)).isZero();
    assertThat(Settled.of(ledger, OCTOBER, "ann"))
        .containsExactly("earned 60.00", "due 60.00", "tax 10 -6.00", "paid 54.00 EUR");
  }
}
