package org.royaltyledger.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another system that is told: a server of its own, which answers by path as it is set to. */
public final class Receiver implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What came. */
  record Came(String id, long timestamp, String signature, String body) {

    JsonNode json() {
      return JSON.readTree(body);
    }

    /** As its documents say how, and with nothing of the sender's code. */
    boolean isSignedWith(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = id + "." + timestamp + "." + body;
        return signature.equals(
            "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How it answers. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange request) throws IOException;

    static Answer status(int status) {
      return it -> it.sendResponseHeaders(status, -1);
    }
  }

  private final HttpServer server;
  private final Map<String, BlockingQueue<Came>> came = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange request) throws IOException {
    try (request) {
      String path = request.getRequestURI().getPath();
      var headers = request.getRequestHeaders();
      at(path)
          .add(
              new Came(
                  headers.getFirst("webhook-id"),
                  Long.parseLong(headers.getFirst("webhook-timestamp")),
                  headers.getFirst("webhook-signature"),
                  new String(request.getRequestBody().readAllBytes(), UTF_8)));
      answers.getOrDefault(path, Answer.status(204)).to(request);
    }
  }

  private BlockingQueue<Came> at(String path) {
    return came.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
  }

  /** Has it answer so from now on. */
  void answers(String path, Answer answer) {
    answers.put(path, answer);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What came next at a path, waited for. */
  Came next(String path) {
    try {
      @Nullable Came next = at(path).poll(20, TimeUnit.SECONDS);
      assertThat(next).as("nothing came at " + path).isNotNull();
      return Objects.requireNonNull(next);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came at a path and was not asked for; nothing is waited for. */
  int waiting(String path) {
    return at(path).size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
