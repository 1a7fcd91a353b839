package org.royaltyledger.api.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.webhook.Webhook;

/**
 * Brings one message to one address, once. It follows no redirect, reads no content of an answer,
 * keeps no connection and no cookie, and connects to the addresses that {@link HookHosts} checked.
 */
final class Courier implements AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 10_000;
  private static final int LONGEST_HEADER = 8_192;
  private static final int MOST_HEADERS = 100;

  private final HookHosts hosts;
  private final StoreKey key;
  private final InstantSource clock;
  private final Duration whole;
  private final CloseableHttpClient client;
  private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhooks-watch").factory());
  private volatile boolean closed;

  /**
   * @param whole how long an attempt may take, with everything
   * @param trust which certificates are
   */
  Courier(HookHosts hosts, StoreKey key, InstantSource clock, Duration whole, SSLContext trust) {
    this.hosts = hosts;
    this.key = key;
    this.clock = clock;
    this.whole = whole;
    Timeout patience = Timeout.of(whole);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(checked())
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxLineLength(LONGEST_HEADER)
                                    .setMaxHeaderCount(MOST_HEADERS)
                                    .build())
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(patience)
                            .build())
                    // Who lets us wait must not have others wait for a connection.
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(patience)
                    .setConnectionRequestTimeout(CONNECT)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setConnectionReuseStrategy((request, answer, context) -> false)
            .setUserAgent("royalty-ledger")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  private DnsResolver checked() {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return hosts.addresses(host);
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  /**
   * Sends a message.
   *
   * @return null if this is closed: then nobody knows what became of it
   */
  @Nullable Outcome send(Webhook to, Message message) {
    try {
      hosts.require(to.address()); // the list may be another than when it was registered
    } catch (Refused e) {
      return Outcome.failed("not sent: this server does not send to the address any more");
    }
    var sent = clock.instant();
    var post = new HttpPost(to.address());
    post.setHeader("webhook-id", message.id());
    post.setHeader("webhook-timestamp", sent.getEpochSecond());
    post.setHeader("webhook-signature", message.signature(key.secretOfWebhook(to.id()), sent));
    post.setEntity(new StringEntity(message.body(), ContentType.APPLICATION_JSON));
    underWay.add(post);
    Future<?> end = watch.schedule(post::cancel, whole.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return closed ? null : Outcome.answered(status(post));
    } catch (IOException | HttpException e) {
      return closed ? null : Outcome.failed(told(e, post.isCancelled()));
    } finally {
      end.cancel(false);
      underWay.remove(post);
    }
  }

  private int status(HttpPost post) throws IOException, HttpException {
    ClassicHttpResponse answer = client.executeOpen(RoutingSupport.determineHost(post), post, null);
    int status = answer.getCode();
    post.cancel(); // else closing would read all that comes
    try {
      answer.close();
    } catch (IOException e) {
      // as it is meant to be
    }
    return status;
  }

  private String told(Exception failure, boolean cancelled) {
    return switch (failure) {
      case HookHosts.NotPublic _ -> "not sent: the host has an address that is not public";
      case UnknownHostException _ -> "the host has no address";
      case ConnectTimeoutException _ -> "no connection within %s".formatted(CONNECT);
      case SSLException _ -> "its certificate or its TLS is not to be trusted";
      case InterruptedIOException _ -> late();
      default ->
          cancelled
              ? late()
              : "no connection, or it broke (%s)".formatted(failure.getClass().getSimpleName());
    };
  }

  private String late() {
    return "no answer within %d seconds".formatted(whole.toSeconds());
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(HttpPost::cancel);
    watch.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      // nothing is sent any more, whatever it is
    }
  }
}
