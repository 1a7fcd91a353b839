package org.royaltyledger.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** What was settled by the first rules is settled again as it was. */
class FirstRulesTest {

  private static final Period OCTOBER = Period.parse("2026-10");

  @Test
  void halves_of_a_cent_were_both_rounded_up_by_the_first_rules_only() {
    assertThat(fees(1)).containsExactly("a 0.01", "b 0.01");
    assertThat(fees(2)).containsExactly("a 0.01");
  }

  /** Written down in this order, it is compared in this order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void what_was_charged_stays_in_its_order(int rules) {
    List<Standing.Charged> charged =
        List.of(charged("ann", "10"), charged("ben", "10"), charged("ann", "40"));
    var before =
        new Standing(List.of(), List.of(), List.of(), List.of(), List.of(), charged, List.of());
    var nothing =
        new RunResult(OCTOBER, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    Settlement settlement =
        Settling.of(
            new Booking(nothing, List.of()),
            before,
            List.of(),
            Agreements.of(OCTOBER, List.of()),
            rules);

    assertThat(settlement.after().charged()).isEqualTo(charged);
  }

  private static Standing.Charged charged(String party, String percent) {
    return new Standing.Charged(
        Reason.FEE,
        "deal",
        new PartyId(party),
        "fee",
        Currencies.of("EUR"),
        null,
        new BigDecimal(percent),
        new BigDecimal("100.00"),
        new BigDecimal(percent + ".00"));
  }

  /** Of 0.01 that ann earned. */
  private static List<String> fees(int rules) {
    SortedMap<PartyId, BigDecimal> ann = new TreeMap<>();
    ann.put(new PartyId("ann"), new BigDecimal("0.01"));
    var pool =
        new RunResult.Pool(
            new LicenceId("L"),
            0,
            new OfferingId("remix"),
            new Territory("SE"),
            Currencies.of("EUR"),
            new BigDecimal("0.01"),
            ann,
            new BigDecimal("0.00"));
    var month =
        new RunResult(
            OCTOBER, List.of(), List.of(pool), List.of(), List.of(), List.of(), List.of());
    return Settling.of(
            new Booking(month, List.of()),
            Standing.NOTHING,
            List.of(),
            Agreements.of(OCTOBER, List.of(halves())),
            rules)
        .moves()
        .stream()
        .filter(it -> it.party() != null && it.rate() != null)
        .map(it -> it.reference() + " " + amount(it))
        .toList();
  }

  private static String amount(Move move) {
    return move.postings().stream()
        .map(Posting::amount)
        .reduce(BigDecimal::max)
        .orElseThrow()
        .toPlainString();
  }

  private static ContractEvent.ContractRecorded halves() {
    var all = new ContractEvent.Scope(null, null, null, null);
    return new ContractEvent.ContractRecorded(
        "deal",
        null,
        "FROM_SHARE",
        all,
        all,
        LocalDate.of(2020, 1, 1),
        null,
        List.of(new ContractEvent.Fee("a", "50", null), new ContractEvent.Fee("b", "50", null)),
        null,
        "ALL",
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
