package org.royaltyledger.api.setup;

import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.Names;
import org.royaltyledger.ledger.store.StoreConfiguration;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.projections.readmodel.ProjectionsConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The beans of the program; each room's own configuration says how the room is wired. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class) // rooms migrate their own tables
@Import({StoreConfiguration.class, ProjectionsConfiguration.class})
@ComponentScan("org.royaltyledger.api.console")
class Application {

  @Bean
  ImportFiles importFiles(
      LogReader reader,
      LogTransaction transaction,
      Commands commands,
      Names names,
      StoreKey key,
      UsageLog usages) {
    return new ImportFiles(reader, transaction, commands, names, key, usages);
  }
}
