package org.royaltyledger.api.work;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccountsReport;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.MoneyReport;
import org.royaltyledger.api.documents.MonthExclusions;
import org.royaltyledger.api.documents.MonthSummary;
import org.royaltyledger.api.documents.RecordedExclusion;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.batch.Progress;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.balance.BookedPosting;
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
  List<ImportedFile> importFiles(Collection<Path> files, @Nullable Path rejects, Progress progress);

  /** Closes a month for ever. */
  ClosedMonth close(Period month, LongConsumer usages);

  /** What a close would come to now. */
  ClosedMonth dryRun(Period month, LongConsumer usages);

  /** Every invariant, over everything stored. */
  List<Check.Finding> check(LongConsumer usages);

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
   * Where all money stands at the end of a month.
   *
   * @throws Refused NOT_CLOSED if no month up to it is closed
   */
  MoneyReport conservation(Period month);

  /**
   * The postings that were booked in a closed month.
   *
   * @param party only those on this one's accounts; null is all
   * @throws Refused NOT_CLOSED or NO_PARTY
   */
  List<BookedPosting> journal(Period month, @Nullable PartyId party);
}
