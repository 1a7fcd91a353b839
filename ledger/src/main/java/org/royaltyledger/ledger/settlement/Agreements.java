package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.contract.Advance;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.contract.Earned;
import org.royaltyledger.ledger.contract.Minimum;
import org.royaltyledger.ledger.contract.Payee;
import org.royaltyledger.ledger.contract.Tax;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** What is agreed with rights holders, as it is in force on the last day of a month. */
public final class Agreements {

  /** Of several contracts that take one income: who names party and assets, the newest. */
  private static final Comparator<Contract> FIRST =
      Comparator.comparing((Contract it) -> it.parties() == null)
          .thenComparing(it -> it.income().assets() == null)
          .thenComparing(it -> it.window().from(), Comparator.reverseOrder())
          .thenComparing(Contract::id);

  private final LocalDate day;
  private final SortedMap<ContractId, Contract> contracts = new TreeMap<>();
  private final Map<ContractId, Contract> known = new HashMap<>();
  private final Map<PartyId, List<Contract>> ofParty = new HashMap<>();
  private final List<Contract> ofEveryone = new ArrayList<>();
  private final SortedMap<String, Advance> advances = new TreeMap<>();
  private final Map<PartyId, Payee> payees = new HashMap<>();
  private final Map<PartyId, PartyEvent.PartyRecorded> parties = new HashMap<>();
  private final Map<String, Minimum> minimums = new HashMap<>();
  private final Map<String, Tax> taxes = new HashMap<>();
  private final Map<String, ExchangeRate> rates = new HashMap<>();

  private Agreements(Period period) {
    this.day = period.lastDay();
  }

  /**
   * @param facts newest versions; others than those of contracts, parties and rates are passed over
   */
  public static Agreements of(Period period, Collection<? extends FactEvent> facts) {
    var agreements = new Agreements(period);
    facts.forEach(agreements::take);
    agreements.ofParty.values().forEach(it -> it.sort(FIRST));
    agreements.ofEveryone.sort(FIRST);
    return agreements;
  }

  private void take(FactEvent fact) {
    switch (fact) {
      case ContractEvent.ContractRecorded it -> take(Contract.from(it));
      case ContractEvent.AdvanceRecorded it -> {
        Advance advance = Advance.from(it);
        if (!advance.date().isAfter(day)) {
          advances.put(advance.id(), advance);
        }
      }
      case ContractEvent.PayeeRecorded it -> {
        Payee payee = Payee.from(it);
        if (payee.window().contains(day)) {
          payees.merge(
              payee.party(), payee, (a, b) -> a.window().from().isAfter(b.window().from()) ? a : b);
        }
      }
      case ContractEvent.MinimumRecorded it -> {
        Minimum minimum = Minimum.from(it);
        if (minimum.window().contains(day)) {
          minimums.merge(
              key(it.partyId(), it.currency()),
              minimum,
              (a, b) -> a.window().from().isAfter(b.window().from()) ? a : b);
        }
      }
      case ContractEvent.TaxRecorded it -> {
        Tax tax = Tax.from(it);
        if (tax.window().contains(day)) {
          taxes.merge(
              it.country(), tax, (a, b) -> a.window().from().isAfter(b.window().from()) ? a : b);
        }
      }
      case PartyEvent.PartyRecorded it -> parties.put(new PartyId(it.partyId()), it);
      case RevenueEvent.RateRecorded it -> {
        if (!it.date().isAfter(day)) {
          rates.merge(
              key(it.from(), it.to()),
              ExchangeRate.from(it),
              (a, b) -> a.date().isAfter(b.date()) ? a : b);
        }
      }
      default -> {}
    }
  }

  private void take(Contract contract) {
    known.put(contract.id(), contract);
    if (!contract.window().contains(day)) {
      return;
    }
    contracts.put(contract.id(), contract);
    if (contract.parties() == null) {
      ofEveryone.add(contract);
    } else {
      contract
          .parties()
          .forEach(it -> ofParty.computeIfAbsent(it, _ -> new ArrayList<>()).add(contract));
    }
  }

  private static String key(String one, String other) {
    return one + "\n" + other;
  }

  /** The contract in force, null if it is not. */
  public @Nullable Contract contract(ContractId id) {
    return contracts.get(id);
  }

  /**
   * A contract that has taken something, in force or ended: what it keeps, it keeps on its terms.
   *
   * @throws IllegalStateException if it is unknown, which intake rejects
   */
  Contract known(ContractId id) {
    Contract contract = known.get(id);
    if (contract == null) {
      throw new IllegalStateException("contract '%s' keeps money and is unknown".formatted(id));
    }
    return contract;
  }

  /** Whether any contract takes in something of a party. */
  boolean bind(PartyId party) {
    return !ofEveryone.isEmpty() || ofParty.containsKey(party);
  }

  /** Whether which contract takes a party's income can depend on asset or use type. */
  boolean askForLines(PartyId party) {
    return !ofEveryone.stream().allMatch(Contract::isByPool)
        || !ofParty.getOrDefault(party, List.of()).stream().allMatch(Contract::isByPool);
  }

  /** The contract that takes what was earned, null if none does. */
  @Nullable Contract taking(Contract.Basis basis, Earned earned) {
    for (List<Contract> some :
        List.of(ofParty.getOrDefault(earned.party(), List.of()), ofEveryone)) {
      for (Contract it : some) {
        if (it.basis() == basis && it.takes(earned)) {
          return it;
        }
      }
    }
    return null;
  }

  /** Advances and costs given by the end of the month, the oldest first. */
  List<Advance> advances() {
    return advances.values().stream().sorted().toList();
  }

  /** The country whose tax is withheld, null if none is known of the party. */
  @Nullable Tax tax(PartyId party) {
    PartyEvent.PartyRecorded it = parties.get(party);
    return it == null || it.country() == null ? null : taxes.get(it.country());
  }

  boolean residenceProven(PartyId party) {
    Payee payee = payees.get(party);
    return payee != null && payee.treaty() != null;
  }

  /** What a party is paid in: by its payee row, by its own, else as it was earned. */
  CurrencyUnit paidIn(PartyId party, CurrencyUnit earned) {
    Payee payee = payees.get(party);
    if (payee != null && payee.currency() != null) {
      return payee.currency();
    }
    PartyEvent.PartyRecorded it = parties.get(party);
    return it == null || it.currency() == null ? earned : Currencies.of(it.currency());
  }

  /** What a payment must come to; 0 where nothing is said. */
  BigDecimal minimum(PartyId party, CurrencyUnit currency) {
    Minimum own = minimums.get(key(party.code(), currency.getCurrencyCode()));
    Minimum of = own == null ? minimums.get(key("*", currency.getCurrencyCode())) : own;
    return of == null ? BigDecimal.ZERO : of.amount();
  }

  /** The newest rate by the end of the month, null without one; no inverse or cross rates. */
  @Nullable ExchangeRate rate(CurrencyUnit from, CurrencyUnit to) {
    return rates.get(key(from.getCurrencyCode(), to.getCurrencyCode()));
  }
}
