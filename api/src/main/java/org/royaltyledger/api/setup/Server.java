package org.royaltyledger.api.setup;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The beans of {@code serve}: every command's, the pages and the API. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class) // rooms migrate their own tables
@Import(Application.class)
@ComponentScan({
  "org.royaltyledger.api.access",
  "org.royaltyledger.api.guard",
  "org.royaltyledger.api.console",
  "org.royaltyledger.api.problem",
  "org.royaltyledger.api.status",
  "org.royaltyledger.api.account",
  "org.royaltyledger.api.audit",
  "org.royaltyledger.api.exclusion",
  "org.royaltyledger.api.explanation",
  "org.royaltyledger.api.handout",
  "org.royaltyledger.api.imports",
  "org.royaltyledger.api.job",
  "org.royaltyledger.api.limit",
  "org.royaltyledger.api.log",
  "org.royaltyledger.api.openapi",
  "org.royaltyledger.api.operations",
  "org.royaltyledger.api.page",
  "org.royaltyledger.api.payout",
  "org.royaltyledger.api.period",
  "org.royaltyledger.api.personal",
  "org.royaltyledger.api.settings",
  "org.royaltyledger.api.statement",
  "org.royaltyledger.api.usage",
  "org.royaltyledger.api.webhook"
})
class Server {}
