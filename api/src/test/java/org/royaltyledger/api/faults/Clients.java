package org.royaltyledger.api.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.royaltyledger.api.access.Issuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that post usages at the same time, each writing down what it sends and what it is told.
 *
 * <p>A request without an answer, or with one that says nothing was acknowledged, is left to be
 * sent again.
 */
final class Clients implements AutoCloseable {

  private static final String TOKEN = Issuer.OF_TESTS.everything("clients");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int AT_ONCE = 3;
  private static final int MOST_IN_A_REQUEST = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Notebook notebook;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<List<SentUsage>> left;
  private final int requests;
  private final Queue<List<SentUsage>> unsettled = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Clients(Notebook notebook, Queue<List<SentUsage>> requests) {
    this.notebook = notebook;
    this.left = requests;
    this.requests = requests.size();
  }

  /** Divides usages into requests of random size. */
  static Clients of(Notebook notebook, Collection<SentUsage> usages, SplittableRandom random) {
    var all = new ArrayDeque<>(usages);
    var requests = new ConcurrentLinkedQueue<List<SentUsage>>();
    while (!all.isEmpty()) {
      var request = new ArrayList<SentUsage>();
      int size = random.nextInt(1, MOST_IN_A_REQUEST + 1);
      while (request.size() < size && !all.isEmpty()) {
        request.add(all.remove());
      }
      requests.add(request);
    }
    return new Clients(notebook, requests);
  }

  /** Begins to send everything, from several threads. */
  Clients start(int port) {
    for (int i = 0; i < AT_ONCE; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    for (List<SentUsage> it = left.poll(); it != null; it = left.poll()) {
                      if (stopped) {
                        unsettled.add(it);
                      } else {
                        send(port, it);
                      }
                    }
                  }));
    }
    return this;
  }

  int requests() {
    return requests;
  }

  /** Requests that were answered so far, whatever the answer. */
  int answered() {
    return answered.get();
  }

  /** Lets each finish the request under way, and begin no other. */
  void stop() {
    stopped = true;
  }

  /** Waits until all requests were sent, or given up. */
  Clients join() {
    for (Thread thread : threads) {
      try {
        if (!thread.join(PATIENCE.multipliedBy(2))) {
          throw new AssertionError("a client still waits for its answer");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return this;
  }

  /** What was not acknowledged, perhaps not even sent. */
  List<SentUsage> unsettled() {
    return unsettled.stream().flatMap(List::stream).toList();
  }

  /** Answers that must never be given. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Codes of the problems that requests were answered with. */
  SortedSet<String> problems() {
    return new TreeSet<>(problems);
  }

  @Override
  public void close() {
    stop();
    http.shutdownNow();
  }

  private void send(int port, List<SentUsage> usages) {
    notebook.sends(usages);
    try {
      boolean lines = usages.size() % 3 == 0;
      HttpResponse<String> reply =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/api/v1/usages".formatted(port)))
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + TOKEN)
                  .header("Content-Type", lines ? "application/x-ndjson" : "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(content(usages, lines)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      answered(usages, reply, lines);
      answered.incrementAndGet();
    } catch (IOException e) {
      unsettled.add(usages); // the answer is lost, or there was none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unsettled.add(usages);
    }
  }

  private static String content(List<SentUsage> usages, boolean lines) {
    if (usages.size() == 1) {
      return usages.getFirst().line();
    }
    List<String> items = usages.stream().map(SentUsage::line).toList();
    return lines ? String.join("\n", items) + "\n" : "[" + String.join(",", items) + "]";
  }

  private void answered(List<SentUsage> usages, HttpResponse<String> reply, boolean lines) {
    if (reply.statusCode() / 100 != 2) {
      if (reply.statusCode() < 500) {
        wrong.add(reply.statusCode() + " " + reply.body());
      }
      JsonNode problem = JSON.readTree(reply.body());
      problems.add(problem.path("code").asString("status " + reply.statusCode()));
      unsettled.add(usages);
      return;
    }
    Map<String, SentUsage> byId = new HashMap<>();
    usages.forEach(it -> byId.put(it.id(), it));
    var acknowledged = new ArrayList<SentUsage>();
    for (JsonNode it : outcomes(reply.body(), lines)) {
      String outcome = it.path("outcome").asString();
      SentUsage usage = byId.remove(it.path("usageId").asString());
      if (usage != null && (outcome.equals("ACCEPTED") || outcome.equals("REPEATED"))) {
        acknowledged.add(usage);
      } else {
        wrong.add(it.toString());
      }
    }
    byId.keySet().forEach(id -> wrong.add("no outcome for " + id));
    notebook.acknowledged(acknowledged);
  }

  private static List<JsonNode> outcomes(String body, boolean lines) {
    if (lines) {
      return body.lines().map(JSON::readTree).toList();
    }
    JsonNode node = JSON.readTree(body);
    return node.isArray() ? node.valueStream().toList() : List.of(node);
  }
}
