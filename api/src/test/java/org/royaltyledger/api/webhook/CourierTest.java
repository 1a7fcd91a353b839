package org.royaltyledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.webhook.Webhook;

/** Messages over https: to the host whose certificate it is, and to no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CourierTest {

  private static final char[] PASSWORD = "of a test".toCharArray();

  private HttpsServer server;
  private SSLContext trusting;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks",
                "-ext",
                "SAN=dns:hooks.test",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    SSLContext own =
        SSLContexts.custom().loadKeyMaterial(file.toFile(), PASSWORD, PASSWORD).build();
    trusting = SSLContexts.custom().loadTrustMaterial(file.toFile(), PASSWORD).build();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(own));
    server.createContext(
        "/",
        it -> {
          it.sendResponseHeaders(204, -1);
          it.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  private String sent(String host, SSLContext trust) {
    var hosts =
        new HookHosts(
            Set.of(),
            Set.of("hooks.test", "other.test"),
            _ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    String address = "https://%s:%d/royalty".formatted(host, server.getAddress().getPort());
    try (var courier =
        new Courier(
            hosts,
            new StoreKey(new byte[32]),
            InstantSource.system(),
            Duration.ofSeconds(15),
            trust)) {
      return Objects.requireNonNull(
              courier.send(
                  new Webhook("wh-1", address, List.of(), "books"), new Message("msg_1", "{}")))
          .said();
    }
  }

  @Test
  void host_with_its_own_certificate_is_sent_to() {
    assertThat(sent("hooks.test", trusting)).isEqualTo("answered 204");
  }

  @Test
  void host_with_the_certificate_of_another_is_not() {
    assertThat(sent("other.test", trusting))
        .isEqualTo("its certificate or its TLS is not to be trusted");
  }

  @Test
  void certificate_that_nobody_vouches_for_is_not_trusted() {
    assertThat(sent("hooks.test", SSLContexts.createDefault()))
        .isEqualTo("its certificate or its TLS is not to be trusted");
  }
}
