package org.royaltyledger.api.work;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
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
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.batch.Progress;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.balance.BookedPosting;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.UsagePage;
import org.royaltyledger.projections.payout.Payout;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.suspense.OwnWaiting;

/**
 * What is asked of a ledger, in a store of this process or of a server; it answers with values, so
 * that what is printed does not depend on where it was done. What was recorded shows when an answer
 * is there.
 */
public interface Work {

  /**
   * @param rejects where rejected lines are written; null is beside each file
   * @throws Refused if nothing was done
   */
  List<ImportedFile> importFiles(
      Collection<Path> files, @Nullable Path rejects, Signature by, Progress progress);

  /** As {@link #importFiles(Collection, Path, Signature, Progress)}; nobody says who. */
  default List<ImportedFile> importFiles(
      Collection<Path> files, @Nullable Path rejects, Progress progress) {
    return importFiles(files, rejects, Signature.NONE, progress);
  }

  /** Closes a month for ever, with its draft if that is approved. */
  ClosedMonth close(Period month, Signature by, LongConsumer usages);

  /** Closes a month for ever; nobody says who. */
  default ClosedMonth close(Period month, LongConsumer usages) {
    return close(month, Signature.NONE, usages);
  }

  /** Calculates a month to be approved, and gives up the draft before. */
  DraftedMonth draft(Period month, Signature by, LongConsumer usages);

  /**
   * The draft under way once more.
   *
   * @throws Refused NO_DRAFT
   */
  DraftedMonth drafted(Period month, LongConsumer usages);

  /**
   * Lets a month be closed with what was drafted.
   *
   * @param run the draft that is meant; null is the one under way
   * @throws Refused NO_DRAFT, ALREADY_APPROVED, SAME_NAME or NAME_NEEDED
   */
  DraftedMonth.Draft approve(Period month, @Nullable String run, Signature by);

  /** Every setting as it is now. */
  List<Setting> settings();

  /**
   * Has a setting be so from now on.
   *
   * @return every setting as it is then
   * @throws Refused BAD_INPUT or NAME_NEEDED
   */
  List<Setting> change(String setting, String value, Signature by);

  /** Every payout run, in the order in which they were begun. */
  List<Payout.Totals> payouts();

  /**
   * @throws Refused NO_PAYOUT
   */
  Payout payout(PayoutId run);

  /**
   * Takes all that is payable into a new run.
   *
   * @param currency only what is in it; null is all
   * @param party only this one's; null is all
   * @throws Refused NOTHING_PAYABLE, PAYOUT_OVERTAKEN, NO_PARTY or NAME_NEEDED
   */
  Payout collect(@Nullable String currency, @Nullable PartyId party, Signature by);

  /**
   * Takes a payout run on.
   *
   * @param which of its items, where it is done to some of them
   * @param reference the bank's
   * @throws Refused NO_PAYOUT, PAYOUT_STATE, NO_PARTY, SAME_NAME or NAME_NEEDED
   */
  Payout act(
      PayoutId run,
      PayoutDeed deed,
      PayoutCommand.Which which,
      @Nullable String reference,
      Signature by);

  /** What a close would come to now. */
  ClosedMonth dryRun(Period month, LongConsumer usages);

  /** Every invariant, over everything stored. */
  List<Check.Finding> check(LongConsumer usages);

  /** The same, and all that follows from the log made again by a second, independent fold. */
  CheckedDeep checkDeep(LongConsumer usages);

  /**
   * What is wrong with the log up to a state of it.
   *
   * @throws Refused NO_PLACE
   */
  CheckedAsOf check(AsOf asOf, LongConsumer usages);

  /**
   * Builds all read models again and compares them.
   *
   * @param swap whether what was built takes the place of what differs
   */
  Replay.Report replay(boolean swap, Replay.Progress progress);

  /** Every exclusion as it was recorded last, by id. */
  List<RecordedExclusion> exclusions();

  /** A month, closed or open, without and with the exclusions, as known now. */
  MonthExclusions exclusions(Period month, LongConsumer usages);

  /**
   * @throws Refused NOT_CLOSED
   */
  MonthSummary summary(Period month);

  /**
   * @param party only this one's; null is all
   * @throws Refused NOT_CLOSED, or NO_PARTY: a mistyped one is not to look like one that earned
   *     nothing
   */
  List<StatementDocument> statements(Period month, @Nullable PartyId party);

  /**
   * The lines of a party's statements of a closed month, with their numbers.
   *
   * @throws Refused NOT_CLOSED or NO_PARTY
   */
  PartyLines lines(Period month, PartyId party);

  /**
   * Every step to one line, calculated again.
   *
   * @throws Refused NOT_CLOSED, NO_PARTY, NO_LINE, OTHER_CALCULATION or EXPLAINED_OTHERWISE
   */
  ExplainedLine explain(Period month, PartyId party, int line, LongConsumer usages);

  /**
   * Which usages of a line.
   *
   * @param before of an adjustment, those that were counted before
   * @param page from 1 on
   * @param limit on a page, {@link #MOST} at most
   */
  record UsagesOf(int line, boolean before, int page, int limit) {
    public static final int MOST = 10_000;

    /**
     * @throws Refused BAD_INPUT if there can be no such page
     */
    public UsagesOf {
      if (page < 1 || limit < 1 || limit > MOST) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "page %d of %d usages cannot be shown: pages begin with 1, and have 1 to %d"
                .formatted(page, limit, MOST));
      }
    }
  }

  /**
   * A page of the usages that a line is made of.
   *
   * @throws Refused as {@link #explain}, and BAD_INPUT if there is no such page
   */
  UsagePage usages(Period month, PartyId party, UsagesOf which, LongConsumer usages);

  /**
   * What parties earned of a month's revenue as it was known then, and as it is known now.
   *
   * @param party only this one's; null is all
   * @throws Refused NO_PLACE, NO_PARTY, NOT_CLOSED if the month was closed along with a later one,
   *     or why it could be calculated neither then nor now
   */
  StatementsAsOf statements(Period month, @Nullable PartyId party, AsOf asOf, LongConsumer usages);

  /**
   * What waits of a party's own, by currency.
   *
   * @throws Refused NOT_CLOSED or NO_PARTY
   */
  SortedMap<String, List<OwnWaiting>> waiting(Period month, PartyId party);

  /**
   * What each account comes to.
   *
   * @param party only this one's; null is all
   * @throws Refused NO_PARTY
   */
  AccountsReport accounts(@Nullable PartyId party);

  /**
   * What each account came to then, and comes to now.
   *
   * @param party only this one's; null is all
   * @throws Refused NO_PLACE or NO_PARTY
   */
  AccountsAsOf accounts(@Nullable PartyId party, AsOf asOf);

  /**
   * Where all money stands at the end of a month, or until now in the open one.
   *
   * @throws Refused NOT_CLOSED if nothing is booked in it
   */
  MoneyReport conservation(Period month);

  /**
   * The postings that were booked in a closed month, or until now in the open one.
   *
   * @param party only those on this one's accounts; null is all
   * @throws Refused NOT_CLOSED or NO_PARTY
   */
  List<BookedPosting> journal(Period month, @Nullable PartyId party);
}
