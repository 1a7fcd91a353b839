package org.royaltyledger.projections.setup;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.Follower;
import org.royaltyledger.ledger.store.LogCheck;
import org.royaltyledger.ledger.store.LogDeeds;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogSource;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.store.WriteTurn;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.CheckAsOf;
import org.royaltyledger.projections.audit.ProgramDigests;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.balance.BalancesAsOf;
import org.royaltyledger.projections.balance.Journal;
import org.royaltyledger.projections.balance.MoneyStates;
import org.royaltyledger.projections.deep.DeepCheck;
import org.royaltyledger.projections.exceptions.Exceptions;
import org.royaltyledger.projections.explain.Explanations;
import org.royaltyledger.projections.payout.Paying;
import org.royaltyledger.projections.payout.Payouts;
import org.royaltyledger.projections.personal.PersonalData;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.royaltyledger.projections.readmodel.ReadModelSchema;
import org.royaltyledger.projections.run.ChangeSettings;
import org.royaltyledger.projections.run.CloseMonth;
import org.royaltyledger.projections.run.MonthBlocks;
import org.royaltyledger.projections.run.MonthCalculation;
import org.royaltyledger.projections.run.MonthSettlement;
import org.royaltyledger.projections.seal.StatementSeals;
import org.royaltyledger.projections.statement.MonthMoney;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.StatementList;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.suspense.OwnWaitings;
import org.royaltyledger.projections.suspense.WaitingMoney;
import org.royaltyledger.projections.usagetotals.UsageTotals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The read models, following the log; what closes, checks and replays beside them. */
@Configuration(proxyBeanMethods = false)
public class ProjectionsConfiguration {

  @Bean
  Following following(
      DataSource dataSource,
      JdbcTemplate jdbc,
      LogReader reader,
      RunLog runs,
      LogSource source,
      TokenStore tokens,
      LogTransaction transaction,
      TransactionManager transactions) {
    ReadModelSchema.migrate(dataSource, ReadModelSchema.LIVE);
    // The store is ours alone: whoever held a read model before has crashed.
    jdbc.update("update token set owner = null");
    List<ReadModel> models = ReadModels.all(jdbc, reader, runs);
    var versions = new ReadModelVersions(jdbc, transaction);
    versions.requireThisLog(dataSource, reader.head());
    versions.forgetOthers(models);
    models.forEach(versions::bring);
    return new Following(
        models.stream().map(model -> new Follower(model, source, tokens, transactions)).toList(),
        reader);
  }

  @Bean
  CloseMonth closeMonth(
      LogReader reader,
      Deciding deciding,
      Commands commands,
      RunLog runs,
      JdbcTemplate jdbc,
      MonthCalculation calculation,
      MonthSettlement settlement,
      Following following,
      StatementSeals seals) {
    return new CloseMonth(
        reader,
        deciding,
        commands,
        runs,
        new MonthBlocks(jdbc),
        calculation,
        settlement,
        following,
        seals);
  }

  @Bean
  MonthSettlement monthSettlement(LogReader reader, RunLog runs) {
    return new MonthSettlement(reader, runs);
  }

  @Bean
  MonthCalculation monthCalculation(
      LogReader reader, RunLog runs, JdbcTemplate jdbc, UsageLog usages, Following following) {
    return new MonthCalculation(reader, runs, new MonthBlocks(jdbc), usages, following);
  }

  @Bean
  Replay replay(
      DataSource dataSource,
      WriteTurn turn,
      ReadOnly readOnly,
      LogReader reader,
      RunLog runs,
      Following following) {
    return new Replay(
        dataSource,
        turn,
        readOnly,
        reader,
        runs,
        tables -> ReadModels.all(tables, reader, runs),
        following);
  }

  @Bean
  Check check(
      LogReader reader,
      LogCheck logCheck,
      RunLog runs,
      MonthCalculation calculation,
      MonthSettlement settlement,
      Replay replay,
      Following following,
      Statements statements,
      StatementSeals seals,
      Vault vault,
      JdbcTemplate jdbc) {
    return new Check(
        reader,
        logCheck,
        runs,
        calculation,
        settlement,
        replay,
        following,
        statements,
        seals,
        vault,
        jdbc);
  }

  @Bean
  DeepCheck deepCheck(DataSource dataSource, Statements statements) {
    return new DeepCheck(dataSource, new ProgramDigests(statements));
  }

  @Bean
  AsKnown asKnown(
      LogReader reader,
      Following following,
      MonthCalculation calculation,
      LogCheck logCheck,
      Check check,
      JdbcTemplate jdbc) {
    return new AsKnown(
        reader,
        new LogTimes(jdbc),
        new LogDeeds(jdbc),
        following,
        calculation,
        new BalancesAsOf(jdbc),
        new CheckAsOf(reader, logCheck, check, following, jdbc));
  }

  @Bean
  StatementList statementList(JdbcTemplate jdbc) {
    return new StatementList(jdbc);
  }

  @Bean
  Statements statements(JdbcTemplate jdbc, LogReader reader, RunLog runs) {
    return new Statements(jdbc, reader, runs);
  }

  @Bean
  Explanations explanations(
      LogReader reader,
      RunLog runs,
      JdbcTemplate jdbc,
      MonthCalculation calculation,
      Statements statements) {
    return new Explanations(reader, runs, new LogTimes(jdbc), calculation, statements);
  }

  @Bean
  StatementSeals statementSeals(StoreKey key) {
    return new StatementSeals(key);
  }

  @Bean
  MonthMoney monthMoney(JdbcTemplate jdbc, WaitingMoney waiting) {
    return new MonthMoney(jdbc, waiting);
  }

  @Bean
  PartyNames partyNames(LogReader reader, Vault vault) {
    return new PartyNames(reader, vault);
  }

  @Bean
  UsageTotals usageTotals(JdbcTemplate jdbc) {
    return new UsageTotals(jdbc);
  }

  @Bean
  Exceptions exceptions(JdbcTemplate jdbc, LogReader reader, RunLog runs) {
    return new Exceptions(jdbc, reader, runs);
  }

  @Bean
  WaitingMoney waitingMoney(JdbcTemplate jdbc, RunLog runs) {
    return new WaitingMoney(jdbc, runs);
  }

  @Bean
  OwnWaitings ownWaitings(Exceptions exceptions, JdbcTemplate jdbc) {
    return new OwnWaitings(exceptions, jdbc);
  }

  @Bean
  MoneyStates moneyStates(JdbcTemplate jdbc) {
    return new MoneyStates(jdbc);
  }

  @Bean
  Journal journal(JdbcTemplate jdbc, RunLog runs) {
    return new Journal(jdbc, runs);
  }

  @Bean
  Payouts payouts(JdbcTemplate jdbc) {
    return new Payouts(jdbc);
  }

  @Bean
  Paying paying(
      LogReader reader,
      Deciding deciding,
      Commands commands,
      Journal journal,
      Following following) {
    return new Paying(reader, deciding, commands, journal, following);
  }

  @Bean
  ChangeSettings changeSettings(LogReader reader, Deciding deciding, Commands commands) {
    return new ChangeSettings(reader, deciding, commands);
  }

  @Bean
  PersonalData personalData(
      LogReader reader,
      Vault vault,
      Deciding deciding,
      Commands commands,
      ChangeSettings settings) {
    return new PersonalData(reader, vault, deciding, commands, settings);
  }
}
