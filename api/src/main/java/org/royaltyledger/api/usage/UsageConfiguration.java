package org.royaltyledger.api.usage;

import org.royaltyledger.ledger.intake.batch.KnownOfferings;
import org.royaltyledger.ledger.store.GroupCommit;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogSource;
import org.royaltyledger.ledger.store.UsageLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What only a server needs: many clients at a time. */
@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

  @Bean
  GroupCommit groupCommit(UsageLog log) {
    return new GroupCommit(log::append);
  }

  @Bean
  KnownOfferings knownOfferings(LogReader reader, LogSource source) {
    return new KnownOfferings(reader, source);
  }
}
