package org.royaltyledger.api.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Version;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Requests to one server, and what is said when it does not answer as it should. */
final class Http implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 500;
  private static final int LONGEST_PROBLEM = 1 << 20;

  private final ServerUrl server;
  private final @Nullable String token;
  private final HttpClient client;

  /**
   * Speaks to the server itself: what a ledger says is nothing for a proxy, or for who is named by
   * a redirect.
   *
   * @param token that each request is sent with; null if there is none
   */
  Http(ServerUrl server, @Nullable String token) {
    if (token != null) {
      server.requirePrivate();
    }
    this.server = server;
    this.token = token;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /**
   * Finds out, before anything is sent, whether this program answers there.
   *
   * @throws Refused NO_SERVER if not
   */
  void requireSameProgram() {
    JsonNode status;
    try {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(server.at("/status")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream content = answer.body()) {
        status = Json.parse(content.readNBytes(LONGEST_PROBLEM));
      }
    } catch (JacksonException e) {
      throw somethingElse();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (!status.path("program").asString("").equals(Version.PROGRAM)) {
      throw somethingElse();
    }
    String version = status.path("version").asString("");
    if (!version.equals(Version.CURRENT)) {
      throw new Refused(
          Refused.Code.NO_SERVER,
          "the server at %s is version '%s' of %s, and this command is %s: use the same version for both; nothing was sent"
              .formatted(server, Quoted.shown(version), Version.PROGRAM, Version.CURRENT));
    }
  }

  /**
   * @throws Refused BAD_INPUT if others could read what is sent
   */
  void requirePrivate() {
    server.requirePrivate();
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** The document that is answered. */
  JsonNode json(HttpRequest request) {
    return json(request, () -> {});
  }

  /**
   * The document that is answered.
   *
   * @param meanwhile is done now and then while there is no answer
   */
  JsonNode json(HttpRequest request, Runnable meanwhile) {
    try (InputStream content = content(request, meanwhile)) {
      return Json.parse(content.readAllBytes());
    } catch (IOException | JacksonException e) {
      throw broken(request, e);
    }
  }

  /** The answer's content while it comes. */
  InputStream content(HttpRequest request) {
    return content(request, () -> {});
  }

  private InputStream content(HttpRequest request, Runnable meanwhile) {
    HttpResponse<InputStream> answer = answer(request, meanwhile);
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    throw refusal(request, answer);
  }

  private HttpResponse<InputStream> answer(HttpRequest request, Runnable meanwhile) {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      while (true) {
        try {
          return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          meanwhile.run();
        }
      }
    } catch (ExecutionException e) {
      // Even one that cannot be reached any more was there before, and may have done something.
      throw broken(request, e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  private Refused refusal(HttpRequest request, HttpResponse<InputStream> answer) {
    try (InputStream content = answer.body()) {
      return refusal(Json.parse(content.readNBytes(LONGEST_PROBLEM)));
    } catch (IOException | RuntimeException e) {
      return broken(
          request,
          new IOException("it has status %d and no reason".formatted(answer.statusCode())));
    }
  }

  /** What the server refused, as if it had been refused here. */
  static Refused refusal(JsonNode problem) {
    String code = problem.path("code").asString("");
    return new Refused(
        Arrays.stream(Refused.Code.values())
            .filter(it -> it.name().equals(code))
            .findFirst()
            .orElse(Refused.Code.NO_ANSWER),
        problem.required("detail").stringValue());
  }

  /** An answer that is no answer to this request. */
  Refused broken(HttpRequest request, @Nullable Throwable cause) {
    return withCause(
        new Refused(
            Refused.Code.NO_ANSWER,
            "%s gave no answer that can be read to %s %s (%s): it may be done all the same; look there, and send the command again if it is not"
                .formatted(server, request.method(), request.uri().getPath(), said(cause))),
        cause);
  }

  private Refused unreachable(Throwable cause) {
    return withCause(
        new Refused(
            Refused.Code.NO_SERVER,
            "no server answers at %s (%s): start one with: serve, or leave --server out to work on a store of your own"
                .formatted(server, said(cause))),
        cause);
  }

  private Refused somethingElse() {
    return new Refused(
        Refused.Code.NO_SERVER,
        "what answers at %s is not this version of %s: give the URL that serve prints; nothing was sent"
            .formatted(server, Version.PROGRAM));
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for the server", e);
  }

  private static String said(@Nullable Throwable cause) {
    if (cause == null) {
      return "nothing";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : Quoted.sentence(message);
  }

  private static Refused withCause(Refused refused, @Nullable Throwable cause) {
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
