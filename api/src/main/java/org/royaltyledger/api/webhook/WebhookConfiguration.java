package org.royaltyledger.api.webhook;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.hc.core5.ssl.SSLContexts;
import org.royaltyledger.api.access.Logins;
import org.royaltyledger.api.access.Memberships;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTimes;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.WebhookBook;
import org.royaltyledger.ledger.store.WebhookPlaces;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.statement.Statements;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans of webhooks, by the clock of this computer. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  /** How long a receiver has to take a message. */
  static final Duration WHOLE = Duration.ofSeconds(15);

  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  News news(
      Logins logins,
      Memberships members,
      Following following,
      Statements statements,
      JdbcTemplate jdbc,
      StoreKey key) {
    return new News(logins, members, following, statements, new LogTimes(jdbc), key);
  }

  @Bean
  Courier courier(HookHosts hosts, StoreKey key) {
    return new Courier(hosts, key, CLOCK, WHOLE, SSLContexts.createDefault());
  }

  @Bean
  Deliveries deliveries(
      WebhookBook book, WebhookPlaces places, LogReader reader, News news, Courier courier) {
    return new Deliveries(book, places, reader, news, courier, CLOCK);
  }

  @Bean
  WebhookWork webhookWork(
      WebhookBook book,
      WebhookPlaces places,
      AccessBook access,
      HookHosts hosts,
      StoreKey key,
      News news,
      Courier courier,
      ReadOnly readOnly) {
    return new WebhookWork(book, places, access, hosts, key, news, courier, readOnly, CLOCK);
  }
}
