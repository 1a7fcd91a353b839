package org.royaltyledger.ledger.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of contracts, advances, payees and taxes. */
public sealed interface ContractEvent extends FactEvent {

  /**
   * @param parties null is all; so are the lists of {@code income} and {@code recoups}
   * @param group null without one
   */
  record ContractRecorded(
      String contractId,
      @Nullable List<String> parties,
      String basis,
      Scope income,
      Scope recoups,
      LocalDate from,
      @Nullable LocalDate to,
      List<Fee> fees,
      @Nullable String group,
      String crosses,
      @Nullable String reserve,
      List<Release> releases,
      List<Direction> directions,
      List<String> payableWhenRecouped)
      implements ContractEvent {
    public ContractRecorded {
      parties = parties == null ? null : List.copyOf(parties);
      fees = List.copyOf(fees);
      releases = List.copyOf(releases);
      directions = List.copyOf(directions);
      payableWhenRecouped = List.copyOf(payableWhenRecouped);
    }

    @Override
    public String key() {
      return Key.of("contract", contractId);
    }
  }

  /** Which income; null is all. */
  record Scope(
      @Nullable List<String> offerings,
      @Nullable List<String> licences,
      @Nullable List<String> assets,
      @Nullable List<String> useTypes) {
    public Scope {
      offerings = offerings == null ? null : List.copyOf(offerings);
      licences = licences == null ? null : List.copyOf(licences);
      assets = assets == null ? null : List.copyOf(assets);
      useTypes = useTypes == null ? null : List.copyOf(useTypes);
    }
  }

  /**
   * @param percent a plain decimal
   * @param to null is nobody in the ledger
   */
  record Fee(String reason, String percent, @Nullable String to) {}

  /**
   * @param after in months
   * @param percent a plain decimal
   */
  record Release(int after, String percent) {}

  /**
   * @param percent a plain decimal
   */
  record Direction(String to, String percent) {}

  /**
   * @param amount a plain decimal
   * @param paidBy null is nobody in the ledger
   * @param evidence a reference to what it rests on, never a name
   */
  record AdvanceRecorded(
      String advance,
      List<String> contracts,
      String kind,
      LocalDate date,
      String currency,
      String amount,
      @Nullable String paidBy,
      @Nullable String evidence)
      implements ContractEvent {
    public AdvanceRecorded {
      contracts = List.copyOf(contracts);
    }

    @Override
    public String key() {
      return Key.of("advance", advance);
    }

    @Override
    public Optional<String> objection(FactEvent newest) {
      if (!(newest instanceof AdvanceRecorded it)) {
        return Optional.empty();
      }
      // What came back of it went to whom it was to go, from the month that it was given in on.
      return it.currency.equals(currency)
              && it.date.equals(date)
              && Objects.equals(it.paidBy, paidBy)
          ? Optional.empty()
          : Optional.of(
              "advance '%s' was recorded in %s, of %s, paid by %s, and cannot become another: set its amount to 0 and record the right one under another id"
                  .formatted(
                      advance, it.currency, it.date, it.paidBy == null ? "nobody" : it.paidBy));
    }
  }

  /**
   * @param currency null is the party's own, else that of the statement
   * @param treaty a reference to the proof of residence, null without one
   */
  record PayeeRecorded(
      String partyId,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String currency,
      @Nullable String treaty)
      implements ContractEvent {
    @Override
    public String key() {
      return Key.of("payee", partyId, from.toString());
    }
  }

  /**
   * @param partyId {@code *} is everyone without a row of their own
   * @param amount a plain decimal
   */
  record MinimumRecorded(
      String partyId, String currency, LocalDate from, @Nullable LocalDate to, String amount)
      implements ContractEvent {
    @Override
    public String key() {
      return Key.of("minimum", partyId, currency, from.toString());
    }
  }

  /**
   * @param rate in percent, a plain decimal
   * @param treatyRate for payees with a proof of residence; null is the same
   */
  record TaxRecorded(
      String country,
      LocalDate from,
      @Nullable LocalDate to,
      String rate,
      @Nullable String treatyRate,
      String source)
      implements ContractEvent {
    @Override
    public String key() {
      return Key.of("tax", country, from.toString());
    }
  }
}
