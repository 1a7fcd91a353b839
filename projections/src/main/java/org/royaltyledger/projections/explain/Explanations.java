package org.royaltyledger.projections.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.royalty.Figure;
import org.royaltyledger.ledger.royalty.Ground;
import org.royaltyledger.ledger.royalty.LineUses;
import org.royaltyledger.ledger.royalty.Operation;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.Step;
import org.royaltyledger.ledger.royalty.Steps;
import org.royaltyledger.ledger.royalty.Working;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.projections.run.MonthCalculation;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;

/**
 * Explains lines of closed statements: their month is calculated again as it was closed, and what
 * comes out is compared with what is recorded.
 */
public final class Explanations {

  private static final BigInteger VOTE = BigInteger.TEN.pow(18);

  private final LogReader reader;
  private final RunLog runs;
  private final LogTimes times;
  private final MonthCalculation calculation;
  private final Statements statements;

  public Explanations(
      LogReader reader,
      RunLog runs,
      LogTimes times,
      MonthCalculation calculation,
      Statements statements) {
    this.reader = reader;
    this.runs = runs;
    this.times = times;
    this.calculation = calculation;
    this.statements = statements;
  }

  /** A line among the statements of its party. */
  private record Found(Statement statement, Statement.Line line, ListedLine listed) {}

  /**
   * The lines of a party's statements of a month, with their numbers.
   *
   * @throws Refused NOT_CLOSED
   */
  public List<ListedLine> lines(Period period, PartyId party) {
    return found(period, party).stream().map(Found::listed).toList();
  }

  private List<Found> found(Period period, PartyId party) {
    var found = new ArrayList<Found>();
    for (Statement statement : statements.of(period, Parties.of(party))) {
      add(found, statement, statement.lines(), false);
      add(found, statement, statement.held(), true);
    }
    return found;
  }

  private static void add(
      List<Found> found, Statement statement, List<Statement.Line> lines, boolean held) {
    for (Statement.Line it : lines) {
      found.add(new Found(statement, it, ListedLine.of(found.size() + 1, statement, it, held)));
    }
  }

  /**
   * @param progress told the usages folded so far
   * @throws Refused NOT_CLOSED, NO_LINE, OTHER_CALCULATION, or EXPLAINED_OTHERWISE if the month
   *     calculated again does not give what is recorded
   */
  public ExplainedLine explain(Period period, PartyId party, int line, LongConsumer progress) {
    var explained = new ArrayList<ExplainedLine>();
    explain(period, party, List.of(found(period, party, line)), null, explained::add, progress);
    return explained.getFirst();
  }

  /** Is told what lines are made of. */
  @FunctionalInterface
  public interface Uses {

    /**
     * @param line its number
     * @param before of an adjustment, whether they were counted before
     * @param uses in the order of the log, all of one block; may be called again
     */
    void of(int line, boolean before, List<LineUses.Contribution> uses);
  }

  /**
   * Explains all lines of a party's statements of a month: the month, and each that was adjusted,
   * is folded once for all of them.
   *
   * @param uses told of each line what it is made of, before the line is explained
   * @param lines given each line, by the month that it adjusts
   * @param progress told the usages folded so far
   * @throws Refused as {@link #explain}
   */
  public void all(
      Period period,
      PartyId party,
      Uses uses,
      Consumer<ExplainedLine> lines,
      LongConsumer progress) {
    found(period, party).stream()
        .collect(
            Collectors.groupingBy(
                it -> Objects.requireNonNullElse(it.line.adjusts(), ""),
                TreeMap::new,
                Collectors.toList()))
        .values()
        .forEach(it -> explain(period, party, it, uses, lines, progress));
  }

  /**
   * @param found lines that adjust the same month, or none
   */
  private void explain(
      Period period,
      PartyId party,
      List<Found> found,
      @Nullable Uses uses,
      Consumer<ExplainedLine> lines,
      LongConsumer progress) {
    PeriodEvent.PeriodClosed closed = closed(period);
    String adjusts = found.getFirst().line.adjusts();
    Period month = adjusts == null ? period : Period.parse(adjusts);
    List<RunResult.Line> likes = found.stream().map(it -> like(it, party)).toList();
    FactHistory history = reader.history(closed.cutOff());
    Watched then =
        adjusts == null
            ? null
            : Watched.of(
                calculation.ofClose(before(closed), month, progress), found, likes, uses, true);
    Watched now =
        Watched.of(calculation.ofClose(closed, month, progress), found, likes, uses, false);
    List<ExplainedLine.Changed> changes = adjusts == null ? List.of() : changes(now.month);
    for (int i = 0; i < found.size(); i++) {
      Found line = found.get(i);
      try {
        lines.accept(
            explained(
                line,
                party,
                closed,
                history,
                then == null ? null : then.line(i),
                now.line(i),
                changes));
      } catch (IllegalStateException e) {
        throw new Refused(
            Refused.Code.EXPLAINED_OTHERWISE,
            "line %d of %s in %s cannot be explained, as its month calculated again is another (%s): run check"
                .formatted(line.listed.line(), party, period, e.getMessage()));
      }
    }
  }

  /** A month that was folded for some lines. */
  private record Watched(MonthCalculation.MonthOfClose month, List<LineUses> lines) {

    static Watched of(
        MonthCalculation.MonthOfClose month,
        List<Found> found,
        List<RunResult.Line> likes,
        @Nullable Uses uses,
        boolean before) {
      if (uses == null) {
        return new Watched(month, month.lines(likes));
      }
      return new Watched(
          month,
          month.lines(
              likes,
              taken -> {
                for (int i = 0; i < taken.size(); i++) {
                  if (!taken.get(i).isEmpty()) {
                    uses.of(found.get(i).listed.line(), before, taken.get(i));
                  }
                }
              }));
    }

    Seen line(int number) {
      return new Seen(month, lines.get(number));
    }
  }

  /** One line as a month gave it. */
  private record Seen(MonthCalculation.MonthOfClose month, LineUses line) {}

  private ExplainedLine explained(
      Found found,
      PartyId party,
      PeriodEvent.PeriodClosed closed,
      FactHistory history,
      @Nullable Seen then,
      Seen now,
      List<ExplainedLine.Changed> changes) {
    Period period = Period.parse(closed.period());
    var facts = new FactTable(times, Key.of("licence", found.line.licence()));
    var parts = new ArrayList<ExplainedLine.Part>();
    BigDecimal ofPool =
        then == null
            ? explainOwn(found, period, now, facts, parts)
            : explainAdjustment(found, closed, then, now, facts, parts);
    var steps = new Steps();
    new PaymentWorking(steps, found.statement, new PaymentFacts(history, period, closed.cutOff()))
        .add(ofPool, parts.getLast().part() + ".party.amount");
    parts.add(
        part(
            "statement",
            period.toString(),
            closed.cutOff(),
            List.of(),
            steps.all(),
            facts,
            key -> history.place(key, closed.cutOff())));
    return new ExplainedLine(
        period.toString(), party.code(), found.listed, parts, changes, facts.all());
  }

  private Found found(Period period, PartyId party, int line) {
    List<Found> all = found(period, party);
    if (line < 1 || line > all.size()) {
      throw new Refused(
          Refused.Code.NO_LINE,
          "%s has %s in %s, and no line %d: list them with: explain %s --party %s"
              .formatted(
                  party,
                  all.size() == 1 ? "1 line" : all.size() + " lines",
                  period,
                  line,
                  period,
                  party));
    }
    return all.get(line - 1);
  }

  private BigDecimal explainOwn(
      Found found, Period period, Seen now, FactTable facts, List<ExplainedLine.Part> parts) {
    Working working = now.line.working();
    if (working == null) {
      throw new IllegalStateException("it has no such line");
    }
    requireRecorded(found, working.line().exact(), working.line().units());
    parts.add(part("calculation", period, now.month, working, facts));
    BigDecimal paid = working.value("party.amount").bigDecimalValue();
    requireSame("what the party gets of the pool", ofPool(found), paid);
    return ofPool(found);
  }

  private BigDecimal explainAdjustment(
      Found found,
      PeriodEvent.PeriodClosed closed,
      Seen then,
      Seen now,
      FactTable facts,
      List<ExplainedLine.Part> parts) {
    Period month = Period.parse(Objects.requireNonNull(found.line.adjusts()));
    LineUses before = then.line;
    LineUses after = now.line;
    Working was = before.working();
    Working is = after.working();
    if (was != null) {
      parts.add(part("before", month, then.month, was, facts));
    }
    if (is != null) {
      parts.add(part("after", month, now.month, is, facts));
    }
    String code = found.statement.currency();
    Steps steps = new Steps().in(Step.Section.ADJUSTMENT);
    Step exact =
        steps.add(
            "line",
            "the line, exact: after less before",
            Operation.DIFFERENCE,
            code,
            line("after", is, code),
            line("before", was, code));
    Step units =
        steps.add(
            "line.units",
            "units: after less before",
            Operation.DIFFERENCE,
            Step.UNITS,
            units("after", is),
            units("before", was));
    requireRecorded(found, exact.value(), units.value().bigDecimalValue());
    steps.add(
        "line.amount",
        "the amount of the line, as it is read",
        Operation.ROUND,
        code,
        Steps.of(exact),
        Steps.counted("decimals", 12));
    Step amount =
        steps.add(
            "party.amount",
            "what the party gets of the pool: after less before, each rounded",
            Operation.DIFFERENCE,
            code,
            paid("after", is, after, code),
            paid("before", was, before, code));
    requireSame("what the party gets of the pool", ofPool(found), amount.value().bigDecimalValue());
    parts.add(
        part(
            "adjustment",
            month.toString(),
            closed.cutOff(),
            List.of(),
            steps.all(),
            facts,
            _ -> 0));
    return ofPool(found);
  }

  private static Step.Operand line(String when, @Nullable Working working, String code) {
    return working == null
        ? Steps.counted("no such line " + when, BigFraction.ZERO, code)
        : new Step.Operand("the line " + when, working.line().exact(), code, when + ".line", null);
  }

  private static Step.Operand units(String when, @Nullable Working working) {
    return Steps.counted(
        "units " + when,
        working == null ? BigFraction.ZERO : Fractions.of(working.line().units()),
        Step.UNITS);
  }

  private static Step.Operand paid(
      String when, @Nullable Working working, LineUses month, String code) {
    return working == null
        ? Steps.counted(
            "what its other lines got %s".formatted(when), Fractions.of(month.paidOfPool()), code)
        : new Step.Operand(
            "what it got " + when,
            working.value("party.amount"),
            code,
            when + ".party.amount",
            null);
  }

  private List<ExplainedLine.Changed> changes(MonthCalculation.MonthOfClose now) {
    var changes = new ArrayList<ExplainedLine.Changed>();
    for (FactHistory.Change it : now.changes()) {
      long place = now.placeOfNewest(it.now().key());
      changes.add(
          new ExplainedLine.Changed(
              it.now().key(), it.before() == null ? "new" : "changed", place, times.of(place)));
    }
    for (long place : now.lateBlocks()) {
      changes.add(new ExplainedLine.Changed("usages", "late usage", place, times.of(place)));
    }
    return changes;
  }

  /** What is recorded must be what is explained. */
  private static void requireRecorded(Found found, BigFraction exact, BigDecimal units) {
    if (!found.line.exact().equals(exact)) {
      throw new IllegalStateException(
          "recorded is %s, calculated %s".formatted(found.line.fraction(), Fractions.text(exact)));
    }
    requireSame("units", found.line.units(), units);
  }

  private static void requireSame(String what, BigDecimal recorded, BigDecimal calculated) {
    if (recorded.compareTo(calculated) != 0) {
      throw new IllegalStateException(
          "%s: recorded is %s, calculated %s"
              .formatted(what, recorded.toPlainString(), calculated.toPlainString()));
    }
  }

  private static BigDecimal ofPool(Found found) {
    return found.statement.pools().stream()
        .filter(
            it ->
                Objects.equals(it.adjusts(), found.line.adjusts())
                    && it.offering().equals(found.line.offering())
                    && it.territory().equals(found.line.territory())
                    && it.licence().equals(found.line.licence())
                    && it.part() == found.line.part())
        .map(Statement.PoolShare::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static RunResult.Line like(Found found, PartyId party) {
    Statement.Line it = found.line;
    return new RunResult.Line(
        party,
        Currencies.of(found.statement.currency()),
        new OfferingId(it.offering()),
        new Territory(it.territory()),
        new Territory(it.territoryOfUse()),
        it.useType(),
        it.asset() == null ? null : new AssetId(it.asset()),
        new LicenceId(it.licence()),
        it.part(),
        Period.parse(it.usedIn()),
        it.units(),
        it.share(),
        found.listed.held(),
        it.exact());
  }

  /**
   * @throws Refused OTHER_CALCULATION
   */
  private PeriodEvent.PeriodClosed closed(Period period) {
    return requireSameCalculation(
        closes().stream()
            .filter(it -> it.period().equals(period.toString()))
            .findFirst()
            .orElseThrow());
  }

  /** The close before, which booked what was known then. */
  private PeriodEvent.PeriodClosed before(PeriodEvent.PeriodClosed closed) {
    return requireSameCalculation(
        closes().stream()
            .filter(it -> it.period().equals(closed.lastClosed()))
            .findFirst()
            .orElseThrow());
  }

  private PeriodEvent.PeriodClosed requireSameCalculation(PeriodEvent.PeriodClosed closed) {
    int version = runs.calculation(closed);
    if (version != RunResult.CALCULATION) {
      throw new Refused(
          Refused.Code.OTHER_CALCULATION,
          "%s was closed with version %d of the calculation, and this program calculates with version %d: explain it with a program of that version"
              .formatted(closed.period(), version, RunResult.CALCULATION));
    }
    return closed;
  }

  private List<PeriodEvent.PeriodClosed> closes() {
    return reader.closes(reader.head());
  }

  private ExplainedLine.Part part(
      String name,
      Period month,
      MonthCalculation.MonthOfClose known,
      Working working,
      FactTable facts) {
    var grounds = new ArrayList<>(working.grounds());
    List<String> policies =
        known.facts(PolicyEvent.PolicyRecorded.class).stream()
            .filter(it -> it.offering().equals(working.line().offering().code()))
            .map(PolicyEvent.PolicyRecorded::key)
            .toList();
    if (!policies.isEmpty()) {
      grounds.add(new Ground("policies of the offering", policies));
    }
    return part(
        name, month.toString(), known.upTo(), grounds, working.steps(), facts, known::place);
  }

  private ExplainedLine.Part part(
      String name,
      String month,
      long upTo,
      List<Ground> grounds,
      List<Step> steps,
      FactTable facts,
      ToLongFunction<String> places) {
    return new ExplainedLine.Part(
        name,
        month,
        upTo,
        times.of(upTo),
        grounds.stream()
            .map(
                it ->
                    new ExplainedLine.Ground(
                        it.what(),
                        it.facts().stream()
                            .map(key -> facts.number(key, places))
                            .filter(Objects::nonNull)
                            .toList()))
            .toList(),
        steps.stream().map(it -> step(it, facts, places)).toList());
  }

  private static ExplainedLine.Step step(Step it, FactTable facts, ToLongFunction<String> places) {
    return new ExplainedLine.Step(
        it.name(),
        it.section().written(),
        it.section().title(),
        it.what(),
        it.operation().written(),
        it.operands().stream()
            .map(
                operand ->
                    new ExplainedLine.Operand(
                        operand.name(),
                        Fractions.text(operand.value()),
                        operand.unit(),
                        operand.step(),
                        operand.fact() == null ? null : facts.number(operand.fact(), places)))
            .toList(),
        Fractions.text(it.value()),
        Figure.decimal(it.value(), it.unit()),
        it.unit(),
        it.arithmetic());
  }

  /**
   * A page of the usages that a line is made of.
   *
   * @param before of an adjustment, those that were counted before
   * @param page from 1 on
   * @param limit on a page, at least 1
   * @throws Refused as {@link #explain}, and BAD_INPUT if there is nothing before, or no such page
   */
  public UsagePage usages(
      Period period,
      PartyId party,
      int line,
      boolean before,
      int page,
      int limit,
      LongConsumer progress) {
    Found found = found(period, party, line);
    PeriodEvent.PeriodClosed closed = closed(period);
    if (before && found.line.adjusts() == null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "line %d of %s in %s is no adjustment: there is nothing before it, ask without it"
              .formatted(line, party, period));
    }
    Period month = found.line.adjusts() == null ? period : Period.parse(found.line.adjusts());
    LineUses uses =
        calculation
            .ofClose(before ? before(closed) : closed, month, progress)
            .page(like(found, party), (page - 1L) * limit, limit);
    int pages = Math.toIntExact(Math.max(1, (uses.count() + limit - 1) / limit));
    if (page > pages) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "page %d is not there: the last one is %d".formatted(page, pages));
    }
    Map<String, LineUses.Vote> votes = uses.votes();
    return new UsagePage(
        period.toString(),
        party.code(),
        line,
        before ? "before" : "now",
        page,
        pages,
        uses.count(),
        units(uses.units()),
        uses.model() == null ? null : uses.model().name(),
        uses.page().stream().map(it -> use(it, uses, votes)).toList());
  }

  private static UsagePage.Use use(
      LineUses.Contribution it, LineUses uses, Map<String, LineUses.Vote> votes) {
    LineUses.Vote vote = it.listener() == null ? uses.ownVote(it) : votes.get(it.listener());
    return new UsagePage.Use(
        it.usageId(),
        it.usedAt().toString(),
        it.quantity(),
        it.role(),
        units(BigInteger.valueOf(it.given())),
        units(BigInteger.valueOf(it.weight())),
        units(it.units()),
        Fractions.readable(BigFraction.of(it.boost(), uses.boostScale())).toPlainString(),
        it.output(),
        new UsagePage.Attributed(
            it.attribution().provider(),
            it.attribution().method(),
            it.attribution().version(),
            it.attribution().confidence()),
        it.place(),
        it.row(),
        it.listener(),
        vote == null ? null : vote(vote, uses.model()));
  }

  private static UsagePage.Vote vote(LineUses.Vote it, Licence.@Nullable Allocation model) {
    BigInteger weight =
        model == Licence.Allocation.SHAPLEY_INDEX
            ? VOTE.divide(BigInteger.valueOf(it.targets()))
            : it.all().signum() == 0 ? BigInteger.ZERO : VOTE.multiply(it.units()).divide(it.all());
    return new UsagePage.Vote(units(it.units()), units(it.all()), it.targets(), weight.toString());
  }

  private static String units(BigInteger trillionths) {
    return Fractions.plain(new BigDecimal(trillionths, 12)).toPlainString();
  }
}
