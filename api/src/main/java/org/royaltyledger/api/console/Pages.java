package org.royaltyledger.api.console;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.rendering.StatementSection;
import org.royaltyledger.projections.rendering.text.PaymentSteps;
import org.royaltyledger.projections.rendering.text.RaisedTerms;
import org.royaltyledger.projections.rendering.text.WaitingReason;
import org.royaltyledger.projections.statement.MonthMoney;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaiting;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.royaltyledger.projections.suspense.WaitingMoney;
import org.springframework.stereotype.Component;

/** Closed months and statements as the pages show them. */
@Component
class Pages {

  private final Statements statements;
  private final MonthMoney money;
  private final WaitingMoney waitingMoney;
  private final OwnWaitings ownWaitings;
  private final PartyNames names;

  /** The month last looked at; a closed month does not change. */
  private @Nullable Waitings latest;

  private record Waitings(Period period, Map<String, List<OwnWaiting>> byPartyAndCurrency) {}

  Pages(
      Statements statements,
      MonthMoney money,
      WaitingMoney waitingMoney,
      OwnWaitings ownWaitings,
      PartyNames names) {
    this.statements = statements;
    this.money = money;
    this.waitingMoney = waitingMoney;
    this.ownWaitings = ownWaitings;
    this.names = names;
  }

  /**
   * @param period a closed one
   * @param number of the page of its statements, from 1
   */
  MonthPage month(Period period, int number) {
    List<Statements.Total> totals = statements.totals(period, Sight.now().in(period));
    String month = period.toString();
    Page page = Page.of(number, totals.size(), it -> Links.month(month, it));
    List<MonthPage.Sum> sums = sums(totals);
    if (!Sight.now().isAll()) {
      return new MonthPage(
          month,
          closedMonths(),
          false,
          List.of(),
          true,
          page,
          page.of(totals).stream().map(it -> row(month, it)).toList(),
          sums,
          List.of(),
          List.of(),
          List.of());
    }
    Booking booking = money.of(period);
    List<WaitingMoney.Entry> waiting =
        waitingMoney.of(period).stream().filter(it -> it.amount().signum() != 0).toList();
    return new MonthPage(
        month,
        closedMonths(),
        true,
        pictures(booking),
        booking.conserved() && statesPayable(booking, sums),
        page,
        page.of(totals).stream().map(it -> row(month, it)).toList(),
        sums,
        waiting.stream()
            .map(
                it ->
                    new MonthPage.Waiting(
                        it.state(),
                        it.offering(),
                        it.territory(),
                        it.currency(),
                        it.amount().toPlainString()))
            .toList(),
        reasons(waiting.stream().map(WaitingMoney.Entry::state).toList()),
        unpaid(booking));
  }

  private List<String> closedMonths() {
    return statements.closedPeriods().reversed().stream().map(Period::toString).toList();
  }

  /**
   * @param period a closed one
   * @param number of the page of its lines, from 1
   * @return null if there is no such party
   */
  @Nullable StatementPage statement(Period period, PartyId party, int number) {
    if (!Sight.now().in(period).contains(party.code())) {
      return null;
    }
    List<Statement> ofParty = statements.of(period, Parties.of(party));
    var waiting = new ArrayList<StatementPage.Waiting>();
    new TreeMap<>(waitings(period))
        .forEach(
            (key, entries) -> {
              int end = key.lastIndexOf('\n');
              if (key.substring(0, end).equals(party.code())) {
                entries.forEach(it -> waiting.add(waiting(it, key.substring(end + 1))));
              }
            });
    if (ofParty.isEmpty() && waiting.isEmpty() && !names.knows(party.code())) {
      return null;
    }
    int lines = ofParty.stream().mapToInt(it -> it.lines().size()).sum();
    Page page = Page.of(number, lines, it -> Links.statement(period.toString(), party.code(), it));
    List<StatementPage.Waiting> shown = waiting.subList(0, Math.min(Page.ROWS, waiting.size()));
    return new StatementPage(
        period.toString(),
        party.code(),
        names.of(party.code()),
        Links.month(period.toString()),
        page,
        ofCurrencies(ofParty, page),
        shown,
        waiting.size() - shown.size(),
        reasons(shown.stream().map(StatementPage.Waiting::state).toList()));
  }

  private MonthPage.Row row(String period, Statements.Total it) {
    return new MonthPage.Row(
        Links.statement(period, it.party()),
        it.party(),
        names.of(it.party()),
        it.currency(),
        it.lines(),
        it.total().toPlainString(),
        it.due() == null ? "" : it.due().toPlainString(),
        it.payout() == null || it.payoutCurrency() == null
            ? ""
            : it.payout().toPlainString() + " " + it.payoutCurrency());
  }

  private static List<MonthPage.Sum> sums(List<Statements.Total> totals) {
    var lines = new TreeMap<String, Integer>();
    var sums = new TreeMap<String, BigDecimal>();
    for (Statements.Total it : totals) {
      lines.merge(it.currency(), it.lines(), Integer::sum);
      sums.merge(it.currency(), it.total(), BigDecimal::add);
    }
    return sums.entrySet().stream()
        .map(
            it ->
                new MonthPage.Sum(
                    it.getKey(), lines.getOrDefault(it.getKey(), 0), it.getValue().toPlainString()))
        .toList();
  }

  private static List<MoneyPicture> pictures(Booking booking) {
    var pictures = new ArrayList<MoneyPicture>();
    booking
        .netRevenue()
        .forEach(
            (currency, net) ->
                pictures.add(
                    MoneyPicture.of(
                        currency,
                        net,
                        booking.states().stream()
                            .filter(it -> it.currency().getCurrencyCode().equals(currency))
                            .toList())));
    return pictures;
  }

  /** Whether the statements add up to what the pools gave to parties. */
  private static boolean statesPayable(Booking booking, List<MonthPage.Sum> sums) {
    Map<String, BigDecimal> left = new HashMap<>();
    for (RunResult.StateAmount it : booking.states()) {
      if (it.state() == State.PAYABLE) {
        left.put(it.currency().getCurrencyCode(), it.amount());
      }
    }
    sums.forEach(
        it -> left.merge(it.currency(), new BigDecimal(it.total()).negate(), BigDecimal::add));
    return left.values().stream().allMatch(it -> it.signum() == 0);
  }

  private static List<MonthPage.Unpaid> unpaid(Booking booking) {
    var units = new TreeMap<String, BigDecimal>();
    for (RunResult.Waiting it : booking.month().waiting()) {
      if (it.amount().signum() == 0) {
        units.merge(it.offering().code(), it.units(), BigDecimal::add);
      }
    }
    return units.entrySet().stream()
        .filter(it -> it.getValue().signum() != 0)
        .map(
            it ->
                new MonthPage.Unpaid(
                    it.getKey(), it.getValue().stripTrailingZeros().toPlainString()))
        .toList();
  }

  private static List<MonthPage.Reason> reasons(List<String> states) {
    return new TreeSet<>(states)
        .stream().map(it -> new MonthPage.Reason(it, WaitingReason.of(it))).toList();
  }

  private synchronized Map<String, List<OwnWaiting>> waitings(Period period) {
    Waitings it = latest;
    if (it == null || !it.period.equals(period)) {
      it = new Waitings(period, ownWaitings.of(period, Parties.ALL));
      latest = it;
    }
    return it.byPartyAndCurrency;
  }

  private static StatementPage.Waiting waiting(OwnWaiting it, String currency) {
    return new StatementPage.Waiting(
        it.target(), it.offering(), it.territory(), currency, it.state(), it.usages(), it.units());
  }

  private static List<StatementPage.OfCurrency> ofCurrencies(
      List<Statement> statements, Page page) {
    var all = new ArrayList<StatementPage.OfCurrency>();
    int before = 0;
    int numbered = 0;
    for (Statement statement : statements) {
      var numbers = new IdentityHashMap<Statement.Line, Integer>();
      for (Statement.Line it : statement.lines()) {
        numbers.put(it, ++numbered);
      }
      numbered += statement.held().size();
      var sections = new ArrayList<StatementPage.Section>();
      BigDecimal sum = BigDecimal.ZERO;
      for (StatementSection section : StatementSection.of(statement)) {
        String id = "lines-%s-%d".formatted(statement.currency(), sections.size() + 1);
        int number = before / Page.ROWS + 1;
        String href =
            page.first() == (number - 1) * Page.ROWS
                ? "#" + id
                : Links.statement(statement.period(), statement.party(), number) + "#" + id;
        sections.add(
            section(
                id,
                href,
                section,
                before,
                page,
                it ->
                    line(
                        it,
                        Links.explanation(
                            statement.period(), statement.party(), numbers.getOrDefault(it, 0)))));
        before += section.lines().size();
        sum = sum.add(section.sum());
      }
      all.add(
          new StatementPage.OfCurrency(
              statement.currency(),
              statement.total().toPlainString(),
              sum.toPlainString(),
              statement.lines().size(),
              sections,
              RaisedTerms.of(statement),
              steps(statement)));
    }
    return all;
  }

  private static List<StatementPage.Step> steps(Statement statement) {
    Payment payment = statement.payment();
    return payment == null
        ? List.of()
        : PaymentSteps.of(statement, payment).stream()
            .map(it -> new StatementPage.Step(it.what(), it.amount().toPlainString()))
            .toList();
  }

  /**
   * @param before how many lines come before this section
   */
  private static StatementPage.Section section(
      String id,
      String href,
      StatementSection section,
      int before,
      Page page,
      Function<Statement.Line, StatementPage.Line> line) {
    int size = section.lines().size();
    int first = Math.clamp(page.first() - before, 0, size);
    int end = Math.clamp(page.end() - before, first, size);
    return new StatementPage.Section(
        id,
        href,
        section.offering(),
        section.title(),
        size,
        section.sum().toPlainString(),
        section.lines().subList(first, end).stream().map(line).toList());
  }

  private static StatementPage.Line line(Statement.Line it, String href) {
    return new StatementPage.Line(
        href,
        it.asset() == null ? "(named itself)" : it.asset(),
        it.territoryOfUse(),
        it.territory().equals(it.territoryOfUse()) ? "" : it.territory(),
        it.useType(),
        it.licence(),
        it.part(),
        it.usedIn(),
        it.units().toPlainString(),
        it.share().toPlainString(),
        it.amount().toPlainString(),
        it.fraction());
  }
}
