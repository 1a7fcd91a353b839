package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.royaltyledger.api.reference.Incomes.Income;
import org.royaltyledger.api.reference.Moves.Deduction;
import tools.jackson.databind.JsonNode;

/** "From earned to paid": a second, naive settlement of close after close. */
final class Settlement {

  /** A party and a currency. */
  record Purse(String party, String currency) {
    @Override
    public String toString() {
      return party + " " + currency;
    }

    static final Comparator<Purse> ORDER =
        Comparator.comparing(Purse::party, Facts.BY_BYTES).thenComparing(Purse::currency);
  }

  private final Agreements agreed = new Agreements();
  private final Recoupment recoupment = new Recoupment(agreed);
  private final KeptBack keptBack = new KeptBack(agreed, recoupment);
  private final Charged charged = new Charged();
  private final Map<Purse, BigDecimal> carried = new TreeMap<>(Purse.ORDER);
  private final Map<Purse, BigDecimal> madePayable = new TreeMap<>(Purse.ORDER);
  private final Map<String, BigDecimal> kept = Moves.none();

  void importFolder(Path folder) {
    agreed.importFolder(folder);
  }

  /**
   * Settles a month.
   *
   * @param statements what each party earned
   * @param inRuns what payout runs have taken of what was payable, and not given back
   * @return what becomes of it
   */
  List<Payment> close(YearMonth period, JsonNode statements, Map<Purse, BigDecimal> inRuns) {
    LocalDate day = period.atEndOfMonth();
    Moves moves = new Moves(kept);
    keptBack.release(period, moves);
    recoupment.putOnTheBooks(day, moves);
    Map<Income, BigDecimal> incomes = new Incomes(agreed, day).of(statements);
    stage(true, period, incomes, moves);
    stage(false, period, incomes, moves);
    keptBack.free(moves);
    return payments(day, statements, moves.deductions, inRuns);
  }

  /** "For each contract and party": fees, recoupment, reserve, letters of direction, holding. */
  private void stage(
      boolean offTheTop, YearMonth period, Map<Income, BigDecimal> incomes, Moves moves) {
    Map<List<String>, Account> accounts = new LinkedHashMap<>();
    incomes.forEach(
        (income, amount) -> {
          String contract = income.contract(offTheTop);
          if (!contract.isEmpty()) {
            Account account =
                accounts.computeIfAbsent(
                    List.of(contract, income.party(), income.currency()),
                    _ ->
                        new Account(
                            Facts.get(agreed.contracts, contract),
                            income.party(),
                            income.currency()));
            account.add(income, amount);
          }
        });
    List<Account> inOrder = new ArrayList<>(accounts.values());
    inOrder.sort(Account.ORDER);
    for (Account it : inOrder) {
      charged.charge("fee", it.contract.fees(), it, it.rest(), moves);
      it.spread();
    }
    recoupment.recoup(inOrder, period.atEndOfMonth(), moves);
    for (Account it : inOrder) {
      keptBack.reserve(it, period, moves);
      charged.charge("directed", it.contract.directions(), it, it.rest(), moves);
      keptBack.hold(it, moves);
      it.spread();
      incomes.putAll(it.parts);
    }
  }

  private List<Payment> payments(
      LocalDate day,
      JsonNode statements,
      List<Deduction> deductions,
      Map<Purse, BigDecimal> inRuns) {
    Map<Purse, BigDecimal> totals = new TreeMap<>(Purse.ORDER);
    for (JsonNode it : statements) {
      totals.put(
          new Purse(it.path("party").asString(), it.path("currency").asString()),
          new BigDecimal(it.path("total").asString()));
    }
    TreeSet<Purse> purses = new TreeSet<>(Purse.ORDER);
    purses.addAll(totals.keySet());
    purses.addAll(carried.keySet());
    deductions.forEach(it -> purses.add(new Purse(it.party(), it.currency())));
    List<Payment> payments = new ArrayList<>();
    for (Purse it : purses) {
      BigDecimal nothing = BigDecimal.ZERO.setScale(Calculation.decimals(it.currency()));
      payments.add(
          new Payment(
              agreed,
              day,
              it.party(),
              it.currency(),
              totals.getOrDefault(it, nothing),
              deductions.stream()
                  .filter(one -> new Purse(one.party(), one.currency()).equals(it))
                  .toList(),
              carried.getOrDefault(it, nothing),
              madePayable.getOrDefault(it, nothing).subtract(inRuns.getOrDefault(it, nothing))));
    }
    askMinimums(day, payments);
    for (Payment it : payments) {
      Purse purse = new Purse(it.party, it.currency);
      carried.put(purse, it.carriedForward());
      madePayable.merge(purse, it.setOff.negate(), BigDecimal::add);
      madePayable.merge(new Purse(it.party, it.payoutCurrency), it.payout, BigDecimal::add);
    }
    return payments;
  }

  /** "If all that would be paid to a party in one currency is less than its minimum …" */
  private void askMinimums(LocalDate day, List<Payment> payments) {
    Map<Purse, BigDecimal> together = new HashMap<>();
    for (Payment it : payments) {
      if (it.isPaid()) {
        together.merge(new Purse(it.party, it.payoutCurrency), it.payout, BigDecimal::add);
      }
    }
    for (Payment it : payments) {
      if (it.isPaid()) {
        it.askMinimum(
            Facts.get(together, new Purse(it.party, it.payoutCurrency)),
            agreed.minimum(it.party, it.payoutCurrency, day));
      }
    }
  }

  /**
   * What the organisation keeps, what it keeps back of parties and what is payable, by account,
   * holder, contract and currency.
   */
  Map<String, BigDecimal> accounts(Map<Purse, BigDecimal> inRuns) {
    Map<String, BigDecimal> accounts = new TreeMap<>(kept);
    recoupment
        .onTheBooks()
        .forEach(
            it -> accounts.put("unrecouped " + it.id() + " " + it.currency(), recoupment.left(it)));
    keptBack.addTo(accounts);
    madePayable.forEach(
        (purse, amount) ->
            accounts.put(
                "payable " + purse.party() + " " + purse.currency(),
                amount.subtract(inRuns.getOrDefault(purse, BigDecimal.ZERO))));
    return accounts;
  }
}
