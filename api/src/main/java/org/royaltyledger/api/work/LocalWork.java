package org.royaltyledger.api.work;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccountsAsOf;
import org.royaltyledger.api.documents.AccountsReport;
import org.royaltyledger.api.documents.CheckedAsOf;
import org.royaltyledger.api.documents.CheckedDeep;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.DraftedMonth;
import org.royaltyledger.api.documents.MoneyReport;
import org.royaltyledger.api.documents.MonthExclusions;
import org.royaltyledger.api.documents.MonthSummary;
import org.royaltyledger.api.documents.PartyLines;
import org.royaltyledger.api.documents.RecordedExclusion;
import org.royaltyledger.api.documents.Setting;
import org.royaltyledger.api.documents.StatementsAsOf;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.batch.Progress;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.balance.BookedPosting;
import org.royaltyledger.projections.balance.Journal;
import org.royaltyledger.projections.balance.MoneyStates;
import org.royaltyledger.projections.deep.DeepCheck;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.Explanations;
import org.royaltyledger.projections.explain.UsagePage;
import org.royaltyledger.projections.payout.Paying;
import org.royaltyledger.projections.payout.Payout;
import org.royaltyledger.projections.payout.Payouts;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.run.ChangeSettings;
import org.royaltyledger.projections.run.CloseMonth;
import org.royaltyledger.projections.run.MonthClose;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaiting;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.royaltyledger.projections.suspense.WaitingMoney;

/** Work on the store that is open here. */
public final class LocalWork implements Work {

  private final LogReader reader;
  private final ImportFiles imports;
  private final CloseMonth closing;
  private final Following following;
  private final Check check;
  private final Replay replay;
  private final DeepCheck deep;
  private final Statements statements;
  private final PartyNames names;
  private final WaitingMoney waitingMoney;
  private final OwnWaitings waitings;
  private final Journal journal;
  private final MoneyStates money;
  private final ChangeSettings settings;
  private final Payouts payouts;
  private final Paying paying;
  private final Checkpoints checkpoints;
  private final List<String> told = new ArrayList<>();
  private final Explanations explanations;
  private final AsKnown asKnown;
  private final Vault vault;

  public LocalWork(
      LogReader reader,
      ImportFiles imports,
      CloseMonth closing,
      Following following,
      Check check,
      Replay replay,
      DeepCheck deep,
      Statements statements,
      PartyNames names,
      WaitingMoney waitingMoney,
      OwnWaitings waitings,
      Journal journal,
      MoneyStates money,
      ChangeSettings settings,
      Payouts payouts,
      Paying paying,
      Checkpoints checkpoints,
      Explanations explanations,
      AsKnown asKnown,
      Vault vault) {
    this.vault = vault;
    this.checkpoints = checkpoints;
    this.explanations = explanations;
    this.reader = reader;
    this.imports = imports;
    this.closing = closing;
    this.following = following;
    this.check = check;
    this.replay = replay;
    this.deep = deep;
    this.statements = statements;
    this.names = names;
    this.waitingMoney = waitingMoney;
    this.waitings = waitings;
    this.journal = journal;
    this.money = money;
    this.settings = settings;
    this.payouts = payouts;
    this.paying = paying;
    this.asKnown = asKnown;
  }

  @Override
  public List<ImportedFile> importFiles(
      Collection<Path> files, @Nullable Path rejects, Signature by, Progress progress) {
    List<ImportedFile> imported = Acting.as(by).doing(() -> imports.run(files, rejects, progress));
    signDue();
    following.awaitHead();
    return imported;
  }

  @Override
  public ClosedMonth close(Period month, Signature by, LongConsumer usages) {
    MonthClose closed = Acting.as(by).doing(() -> closing.close(month, by, usages));
    signDue();
    return shown(closed);
  }

  /** What was done is done, signed or not. */
  private void signDue() {
    try {
      String made = checkpoints.due().made();
      if (made != null) {
        tell(made);
      }
    } catch (Refused e) {
      tell(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // a month is closed all the same, and must not look otherwise
      tell(
          "what was asked is done, and the log was not signed after it (%s): see what is wrong with: check"
              .formatted(e.getMessage()));
    }
  }

  private synchronized void tell(String what) {
    if (!told.contains(what)) {
      told.add(what);
    }
  }

  /** What has to be said of keys since the last time somebody asked. */
  public synchronized List<String> told() {
    var all = new ArrayList<>(vault.told());
    all.addAll(told);
    told.clear();
    return all;
  }

  @Override
  public DraftedMonth draft(Period month, Signature by, LongConsumer usages) {
    return DraftedMonth.of(Acting.as(by).doing(() -> closing.draft(month, by, usages)));
  }

  @Override
  public DraftedMonth drafted(Period month, LongConsumer usages) {
    Sight.now().requireAll();
    return DraftedMonth.of(closing.drafted(month, usages));
  }

  @Override
  public DraftedMonth.Draft approve(Period month, @Nullable String run, Signature by) {
    return DraftedMonth.Draft.of(Acting.as(by).doing(() -> closing.approve(month, run, by)));
  }

  @Override
  public List<Setting> settings() {
    return shown(settings.now());
  }

  @Override
  public List<Setting> change(String setting, String value, Signature by) {
    return shown(Acting.as(by).doing(() -> settings.change(setting, value, by)));
  }

  private static List<Setting> shown(StoreSettings settings) {
    return List.of(new Setting(StoreSettings.FOUR_EYES, settings.value(StoreSettings.FOUR_EYES)));
  }

  @Override
  public List<Payout.Totals> payouts() {
    following.awaitHead();
    return payouts.all(Sight.now().on(today()));
  }

  @Override
  public Payout payout(PayoutId run) {
    return paying.payout(payouts, run, Sight.now().on(today()));
  }

  @Override
  public Payout collect(@Nullable String currency, @Nullable PartyId party, Signature by) {
    if (party != null) {
      requireKnown(party, "accounts");
    }
    return payout(Acting.as(by).doing(() -> paying.collect(currency, party, by)));
  }

  @Override
  public Payout act(
      PayoutId run,
      PayoutDeed deed,
      PayoutCommand.Which which,
      @Nullable String reference,
      Signature by) {
    Acting.as(by)
        .doing(
            () -> {
              paying.act(run, deed, which, reference, by);
              return run;
            });
    return payout(run);
  }

  @Override
  public ClosedMonth dryRun(Period month, LongConsumer usages) {
    Sight.now().requireAll();
    return shown(closing.dryRun(month, usages));
  }

  private ClosedMonth shown(MonthClose close) {
    following.awaitHead();
    return ClosedMonth.of(close);
  }

  @Override
  public List<Check.Finding> check(LongConsumer usages) {
    Sight.now().requireAll();
    return check.run(usages);
  }

  @Override
  public CheckedDeep checkDeep(LongConsumer usages) {
    Sight.now().requireAll();
    var read = new long[1];
    List<Check.Finding> findings;
    try {
      findings =
          check.run(
              it -> {
                read[0] = it;
                usages.accept(it);
              });
    } catch (RuntimeException e) { // the second fold does not depend on the first
      findings = List.of(new Check.Finding("check", false, "cannot be made: " + e.getMessage()));
    }
    return CheckedDeep.of(findings, deep.run(it -> usages.accept(read[0] + it)));
  }

  @Override
  public CheckedAsOf check(AsOf asOf, LongConsumer usages) {
    Sight.now().requireAll();
    return CheckedAsOf.of(asKnown.check(asOf, usages), asOf.asked());
  }

  @Override
  public Replay.Report replay(boolean swap, Replay.Progress progress) {
    return replay.run(swap ? Replay.Wish.SWAP : Replay.Wish.STATEMENTS, progress);
  }

  @Override
  public List<RecordedExclusion> exclusions() {
    Sight.now().requireAll();
    return reader.facts(ExclusionEvent.ExclusionRecorded.class, reader.head()).stream()
        .sorted(Comparator.comparing(ExclusionEvent.ExclusionRecorded::exclusion, Codes.ORDER))
        .map(RecordedExclusion::of)
        .toList();
  }

  @Override
  public MonthExclusions exclusions(Period month, LongConsumer usages) {
    Sight.now().requireAll();
    return MonthExclusions.of(closing.exclusions(month, usages));
  }

  @Override
  public MonthSummary summary(Period month) {
    Sight.now().requireAll();
    requireClosed(month);
    return following.steady(() -> summarised(month));
  }

  private MonthSummary summarised(Period month) {
    return new MonthSummary(
        month.toString(),
        statements.totals(month, Parties.ALL).stream()
            .map(
                it ->
                    new MonthSummary.Total(
                        it.party(),
                        names.of(it.party()),
                        it.currency(),
                        it.lines(),
                        it.total(),
                        it.due(),
                        it.payout(),
                        it.payoutCurrency()))
            .toList(),
        waitingMoney.of(month));
  }

  @Override
  public List<StatementDocument> statements(Period month, @Nullable PartyId party) {
    requireClosed(month);
    Parties whose = whose(month, party);
    return following.steady(
        () -> StatementDocument.of(statements.of(month, whose), waitings.of(month, whose)));
  }

  @Override
  public PartyLines lines(Period month, PartyId party) {
    requireClosed(month);
    whose(month, party);
    return new PartyLines(month.toString(), party.code(), explanations.lines(month, party));
  }

  @Override
  public ExplainedLine explain(Period month, PartyId party, int line, LongConsumer usages) {
    requireClosed(month);
    whose(month, party);
    ExplainedLine explained = explanations.explain(month, party, line, usages);
    return Sight.now().isAll() ? explained : explained.withoutOthers();
  }

  @Override
  public UsagePage usages(Period month, PartyId party, UsagesOf which, LongConsumer usages) {
    requireClosed(month);
    whose(month, party);
    UsagePage page =
        explanations.usages(
            month, party, which.line(), which.before(), which.page(), which.limit(), usages);
    return Sight.now().isAll() ? page : page.withoutOthers();
  }

  @Override
  public StatementsAsOf statements(
      Period month, @Nullable PartyId party, AsOf asOf, LongConsumer usages) {
    Parties whose = whose(month, party);
    if (Sight.now().isAll()) {
      return StatementsAsOf.of(asKnown.month(month, asOf, usages), asOf.asked(), whose, names::of);
    }
    try {
      return StatementsAsOf.of(asKnown.month(month, asOf, usages), asOf.asked(), whose, names::of)
          .withoutOthers();
    } catch (Refused e) {
      throw e.code() == Refused.Code.NO_PLACE ? e : notCalculated(month);
    }
  }

  @Override
  public SortedMap<String, List<OwnWaiting>> waiting(Period month, PartyId party) {
    requireClosed(month);
    Parties whose = whose(month, party);
    var own = new TreeMap<String, List<OwnWaiting>>();
    waitings
        .of(month, whose)
        .forEach((key, waiting) -> own.put(key.substring(key.indexOf('\n') + 1), waiting));
    return own;
  }

  @Override
  public AccountsReport accounts(@Nullable PartyId party) {
    following.awaitHead();
    Parties whose = whose(party, "accounts");
    return following.steady(
        () ->
            new AccountsReport(
                journal.balances(whose),
                Sight.now().isAll() ? journal.trialBalance() : Collections.emptySortedMap()));
  }

  @Override
  public AccountsAsOf accounts(@Nullable PartyId party, AsOf asOf) {
    AccountsAsOf known =
        AccountsAsOf.of(asKnown.balances(whose(party, "accounts"), asOf), asOf.asked());
    return Sight.now().isAll() ? known : known.withoutOthers();
  }

  @Override
  public MoneyReport conservation(Period month) {
    Sight.now().requireAll();
    requireBooked(month);
    return following.steady(() -> new MoneyReport(month.toString(), money.of(month)));
  }

  @Override
  public List<BookedPosting> journal(Period month, @Nullable PartyId party) {
    requireBooked(month);
    Parties whose = whose(month, party, "journal " + month);
    return following.steady(() -> journal.postings(month, whose));
  }

  private void requireBooked(Period month) {
    following.awaitHead();
    if (!journal.isBooked(month)) { // of the month that is open there may be payouts
      statements.requireClosed(month);
    }
  }

  private void requireClosed(Period month) {
    following.awaitCloses();
    statements.requireClosed(month);
  }

  /**
   * @throws Refused NOT_CLOSED, or NO_PARTY if there is none whose money of the month is seen
   */
  public void requireSeen(Period month, PartyId party) {
    requireClosed(month);
    whose(month, party);
  }

  /** Whose money of a month is asked for, of that which is seen. */
  private Parties whose(Period month, @Nullable PartyId party) {
    return whose(month, party, "statements " + month);
  }

  private Parties whose(Period month, @Nullable PartyId party, String command) {
    return whose(Sight.now().in(month), party, command);
  }

  private Parties whose(@Nullable PartyId party, String command) {
    return whose(Sight.now().on(today()), party, command);
  }

  /** What is not seen is answered as what is not there. */
  private Parties whose(Parties seen, @Nullable PartyId party, String command) {
    if (party == null) {
      return seen;
    }
    if (!seen.contains(party.code())) {
      throw unknown(party, command);
    }
    requireKnown(party, command);
    return Parties.of(party);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private void requireKnown(PartyId party, String command) {
    if (!names.knows(party.code())) {
      throw unknown(party, command);
    }
  }

  /** Why not may name what is of others. */
  private static Refused notCalculated(Period month) {
    return new Refused(
        Refused.Code.NOT_CLOSED,
        "month %s is not closed, and cannot be calculated yet: ask again once it is closed"
            .formatted(month));
  }

  private static Refused unknown(PartyId party, String command) {
    return new Refused(
        Refused.Code.NO_PARTY,
        "party '%s' is not known: look for its id with: %s".formatted(party, command));
  }
}
