package org.royaltyledger.api.setup;

import org.royaltyledger.api.evidence.Evidence;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.api.work.LocalLogWork;
import org.royaltyledger.api.work.LocalPersonalWork;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.api.work.SealedMonths;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.LogDeeds;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.LogTree;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.StoreConfiguration;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.balance.Journal;
import org.royaltyledger.projections.balance.MoneyStates;
import org.royaltyledger.projections.deep.DeepCheck;
import org.royaltyledger.projections.explain.Explanations;
import org.royaltyledger.projections.payout.Paying;
import org.royaltyledger.projections.payout.Payouts;
import org.royaltyledger.projections.personal.PersonalData;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.ChangeSettings;
import org.royaltyledger.projections.run.CloseMonth;
import org.royaltyledger.projections.seal.StatementSeals;
import org.royaltyledger.projections.setup.ProjectionsConfiguration;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.royaltyledger.projections.suspense.WaitingMoney;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The beans of every command; each room's own configuration says how the room is wired.
 *
 * <p>Only what a store needs: a command on the command line should not wait for a web server's
 * beans.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
@Import({StoreConfiguration.class, ProjectionsConfiguration.class})
class Application {

  @Bean
  IntakeCounts intakeCounts() {
    return new IntakeCounts();
  }

  @Bean
  ImportFiles importFiles(
      LogReader reader,
      ReadOnly readOnly,
      LogTransaction transaction,
      Commands commands,
      Vault vault,
      StoreKey key,
      UsageLog usages,
      IntakeCounts counts) {
    return new ImportFiles(reader, readOnly, transaction, commands, vault, key, usages, counts);
  }

  @Bean
  LocalWork localWork(
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
    return new LocalWork(
        reader,
        imports,
        closing,
        following,
        check,
        replay,
        deep,
        statements,
        names,
        waitingMoney,
        waitings,
        journal,
        money,
        settings,
        payouts,
        paying,
        checkpoints,
        explanations,
        asKnown,
        vault);
  }

  @Bean
  Backup backup(
      LogReader reader,
      Checkpoints checkpoints,
      JdbcTemplate jdbc,
      Deciding deciding,
      Commands commands) {
    return new Backup(reader, checkpoints, jdbc, deciding, commands);
  }

  @Bean
  LocalLogWork logWork(
      LogReader reader,
      LogTree tree,
      Checkpoints checkpoints,
      UsageLog usages,
      SealedMonths sealed,
      JdbcTemplate jdbc) {
    return new LocalLogWork(reader, tree, checkpoints, usages, sealed, new LogDeeds(jdbc));
  }

  @Bean
  LocalPersonalWork personalWork(PersonalData data) {
    return new LocalPersonalWork(data);
  }

  @Bean
  LocalAccessWork accessWork(AccessBook book, PartyNames names) {
    return new LocalAccessWork(book, names);
  }

  @Bean
  Evidence evidence(
      LocalWork work,
      LocalLogWork log,
      Explanations explanations,
      LogReader reader,
      LogTree tree,
      ChangeSettings settings) {
    return new Evidence(work, log, explanations, reader, tree, settings);
  }

  @Bean
  SealedMonths sealedMonths(
      LogReader reader,
      Following following,
      Statements statements,
      PartyNames names,
      StatementSeals seals) {
    return new SealedMonths(reader, following, statements, names, seals);
  }
}
