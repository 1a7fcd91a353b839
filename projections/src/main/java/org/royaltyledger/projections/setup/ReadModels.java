package org.royaltyledger.projections.setup;

import java.util.List;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.projections.balance.Journal;
import org.royaltyledger.projections.exceptions.Exceptions;
import org.royaltyledger.projections.payout.Payouts;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.royaltyledger.projections.run.MonthBlocks;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.WaitingMoney;
import org.royaltyledger.projections.usagetotals.UsageTotals;
import org.springframework.jdbc.core.JdbcTemplate;

/** The list of all read models. */
public final class ReadModels {

  private ReadModels() {}

  /**
   * All of them, writing through one connection source.
   *
   * @param tables where their tables are: the live ones or a shadow of them
   */
  public static List<ReadModel> all(JdbcTemplate tables, LogReader reader, RunLog runs) {
    return List.of(
        new MonthBlocks(tables),
        new UsageTotals(tables),
        new Exceptions(tables, reader, runs),
        new WaitingMoney(tables, runs),
        new Statements(tables, reader, runs),
        new Journal(tables, runs),
        new Payouts(tables));
  }
}
