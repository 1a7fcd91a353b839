package org.royaltyledger.api.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.access.Later;
import org.royaltyledger.api.access.TwoLabels;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.status.Underway;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Work that is asked for now and answered later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class JobsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String JOBS = "/api/v1/jobs";
  private static final String CHECKS = "/api/v1/checks";

  @TempDir private Path temporary;
  private ServedStore served;

  @BeforeAll
  void months(@TempDir Path folder) {
    served = TwoLabels.served(folder);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private static Caller caller(String name) {
    return Caller.proven(name, EnumSet.allOf(Role.class), Sight.ALL);
  }

  /** Jobs of their own, of which none is served. */
  private Jobs jobs(AtomicLong nanos) {
    return new Jobs(
        served.get(Later.class),
        served.get(Underway.class),
        new JobFolder(temporary.resolve("jobs").toString()),
        nanos::get);
  }

  /** Work that waits to be let on. */
  private static final class Held {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch let = new CountDownLatch(1);

    Wanted wanted(JobKind kind) {
      return Wanted.of(
          kind,
          "held",
          usages -> {
            usages.accept(7);
            begun.countDown();
            await(let);
            usages.accept(8);
            return Json.object().put("ok", true).set("checks", Json.array());
          });
    }

    void awaitBegun() {
      await(begun);
    }

    void letOn() {
      let.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String id(org.springframework.http.ResponseEntity<JsonNode> begun) {
    JsonNode body = begun.getBody();
    assertThat(begun.getStatusCode().value()).isEqualTo(202);
    return body == null ? "" : body.path("id").stringValue();
  }

  private static String begin(Jobs jobs, String by, Wanted wanted) {
    return caller(by).doing(() -> id(jobs.begin(wanted)));
  }

  private static Job find(Jobs jobs, String by, String id) {
    return caller(by).doing(() -> jobs.find(id));
  }

  private static JsonNode ended(Jobs jobs, String by, String id) {
    Job job = find(jobs, by, id);
    try {
      job.awaitEnd(60);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(job.isEnded()).isTrue();
    return job.document();
  }

  private JsonNode asked(String path, int status) {
    HttpResponse<String> answer = served.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> preferring(String prefer, String path) {
    return served.send("POST", path, HttpRequest.BodyPublishers.noBody(), "Prefer", prefer);
  }

  private static String location(HttpResponse<String> begun) {
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return begun.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void progress_is_seen_while_it_runs_and_the_answer_when_it_is_done() {
    var held = new Held();
    String id = begin(served.get(Jobs.class), "runner", held.wanted(JobKind.CHECK));
    held.awaitBegun();
    served.by("runner");

    JsonNode running = asked(JOBS + "/" + id, 200);
    JsonNode status = asked("/api/v1/status", 200);
    held.letOn();
    JsonNode done = asked(JOBS + "/" + id + "?wait=30", 200);

    assertThat(running.path("state").stringValue()).isEqualTo("running");
    assertThat(running.path("progress").path("usages").longValue()).isEqualTo(7);
    assertThat(running.has("answer")).isFalse();
    assertThat(status.path("underway").toString()).contains("{\"task\":\"held\",\"usages\":7}");
    assertThat(done.path("state").stringValue()).isEqualTo("done");
    assertThat(done.path("answer").path("ok").booleanValue()).isTrue();
  }

  @Test
  void month_is_drafted_and_closed_as_a_job_with_the_answer_it_would_have_had() {
    served.by("finance-1");
    String close = "/api/v1/periods/2027-01/close";
    String drafts = "/api/v1/periods/2027-01/drafts";
    JsonNode draft = asked(location(preferring("respond-async", drafts)) + "?wait=30", 200);
    JsonNode shown = asked(drafts, 200);
    HttpResponse<String> begun = preferring("wait=9, Respond-Async; now=1", close);
    JsonNode done = asked(location(begun) + "?wait=30", 200);

    assertThat(begun.headers().firstValue("Preference-Applied")).contains("respond-async");
    assertThat(draft.path("answer")).isEqualTo(shown);
    assertThat(done.path("kind").stringValue()).isEqualTo("close");
    assertThat(done.path("answer")).isEqualTo(asked("/api/v1/periods/2027-01", 200));
    assertThat(preferring("return=minimal", close).statusCode()).isEqualTo(409);
    JsonNode again = asked(location(preferring("respond-async", close)) + "?wait=30", 200);
    assertThat(again.path("state").stringValue()).isEqualTo("failed");
    assertThat(again.path("problem").path("code").stringValue()).isEqualTo("ALREADY_CLOSED");
    assertThat(List.of(asked(JOBS, 200).values().stream().map(it -> it.path("kind")).toArray()))
        .extracting(String::valueOf)
        .containsExactly("\"close\"", "\"close\"", "\"draft\"");
  }

  @Test
  void third_job_of_one_and_the_ninth_of_all_are_told_to_come_later() {
    Jobs jobs = served.get(Jobs.class);
    var held = new Held();
    for (String by : List.of("a", "a", "b", "b", "c", "c", "d")) {
      begin(jobs, by, held.wanted(JobKind.CHECK));
    }
    try {
      HttpResponse<String> third = served.by("a").post(CHECKS, "application/json", "{}");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).contains("10");
      assertThat(third.body()).contains("TOO_MANY_JOBS", "2 jobs of 'a' wait or run already");
      assertThat(served.by("d").post(CHECKS, "application/json", "").statusCode()).isEqualTo(202);
      assertThat(served.by("e").post(CHECKS, "application/json", "").body())
          .contains("TOO_MANY_JOBS", "8 jobs wait or run already")
          .doesNotContain("'a'");
    } finally {
      held.letOn();
    }
    for (String by : List.of("a", "b", "c", "d")) { // so that the next test finds room
      caller(by).doing(jobs::own).forEach(it -> ended(jobs, by, it.id()));
    }
  }

  @Test
  void job_of_another_is_answered_word_for_word_as_one_that_nobody_has() {
    String clerk = Issuer.OF_TESTS.token("clerk-1", List.of(Role.FINANCE), List.of());
    String north = Issuer.OF_TESTS.token("north-1", List.of(Role.PARTNER), List.of("north"));
    String job =
        location(
            served
                .with(clerk)
                .post(
                    "/api/v1/evidence",
                    "application/json",
                    "{\"period\":\"2026-10\",\"party\":\"south\"}"));
    assertThat(asked(job + "?wait=30", 200).path("state").stringValue()).isEqualTo("done");
    String nobodys = JOBS + "/00000000-0000-4000-8000-000000000000";
    for (String token : List.of(north, Issuer.OF_TESTS.everything("tester"))) {
      served.with(token);
      for (String what : List.of("", "?wait=30", "/file")) {
        String none = served.get(nobodys + what).body();
        assertThat(asked(job + what, 404).toString())
            .isEqualTo(none.replace(nobodys.substring(JOBS.length() + 1), job.substring(13)));
      }
      assertThat(served.get(JOBS).body()).doesNotContain("south");
    }
    assertThat(served.with(clerk).get(JOBS).body()).contains("evidence-2026-10-south.zip");
    // The same name, and only a partner by now.
    served.with(Issuer.OF_TESTS.token("clerk-1", List.of(Role.PARTNER), List.of("south")));
    asked(job + "/file", 404);
    assertThat(served.get(JOBS).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "%2e%2e", "..%2f..%2fledger.mv.db", "%2e%2e%5c", "a%00b", "%20", "x;y"})
  void id_that_is_none_leads_nowhere(String id) {
    served.by("tester");
    for (String what : List.of("", "/file")) {
      String answer =
          served.raw(
              "GET %s/%s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\nConnection: close\r\n\r\n"
                  .formatted(JOBS, id, what, served.port(), served.authorization()));
      assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    }
  }

  @Test
  void what_was_granted_is_looked_at_again_when_its_turn_comes() {
    LocalAccessWork access = served.get(LocalAccessWork.class);
    String token =
        access
            .token(
                "lent",
                Set.of(Role.FINANCE),
                List.of(),
                Instant.parse("2099-01-01T00:00:00Z"),
                Signature.NONE)
            .path("token")
            .stringValue();
    var held = new Held();
    Jobs jobs = served.get(Jobs.class);
    begin(jobs, "before", held.wanted(JobKind.CHECK));
    String id =
        location(served.with(token).post(CHECKS, "application/json", ""))
            .substring(JOBS.length() + 1);
    access.withdraw("lent", Signature.NONE);
    held.letOn();

    JsonNode failed = ended(jobs, "lent", id);

    assertThat(failed.path("problem").path("code").stringValue()).isEqualTo("NOT_ALLOWED");
    assertThat(served.get(JOBS + "/" + id).statusCode()).isEqualTo(401);
  }

  @Test
  void failure_that_nobody_expected_says_nothing_of_itself() {
    var jobs = served.get(Jobs.class);
    Wanted failing =
        Wanted.of(
            JobKind.CHECK,
            "failing",
            _ -> {
              throw new IllegalStateException("a secret");
            });
    JsonNode failed = ended(jobs, "f", begin(jobs, "f", failing));
    assertThat(failed.path("problem").path("status").intValue()).isEqualTo(500);
    assertThat(failed.toString()).doesNotContain("secret");
  }

  private static Wanted making(String content) {
    return new Wanted(
        JobKind.BACKUP,
        "making",
        _ -> true,
        (folder, _) -> {
          try {
            return new Wanted.Outcome(
                Json.object(), Files.writeString(folder.resolve("made"), content));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void file_is_deleted_with_its_job_an_hour_after_its_end() {
    var nanos = new AtomicLong();
    try (Jobs jobs = jobs(nanos)) {
      String id = begin(jobs, "one", making("what was made"));
      JsonNode made = ended(jobs, "one", id).path("file");
      Path file = temporary.resolve("jobs").resolve(id).resolve("made");
      assertThat(file).hasContent("what was made");
      assertThat(made.path("size").longValue()).isEqualTo(13);
      assertThat(made.path("sha256").stringValue())
          .isEqualTo(org.royaltyledger.ledger.value.Sha256.hex("what was made".getBytes(UTF_8)));

      nanos.addAndGet(Jobs.KEPT_NANOS);
      assertThat(find(jobs, "one", id).isEnded()).isTrue();
      nanos.addAndGet(1);

      assertThatThrownBy(() -> find(jobs, "one", id))
          .isInstanceOfSatisfying(
              Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.NO_JOB));
      assertThat(file.getParent()).doesNotExist();
    }
  }

  @Test
  void newest_hundred_are_remembered_with_their_files() {
    try (Jobs jobs = jobs(new AtomicLong())) {
      var ids = new ArrayList<String>();
      for (int i = 0; i < Jobs.KEPT + 2; i++) {
        ids.add(begin(jobs, "one", making("x")));
        ended(jobs, "one", ids.getLast());
      }
      List<Job> own = caller("one").doing(jobs::own);
      assertThat(own.stream().map(Job::id))
          .containsExactlyElementsOf(ids.subList(2, ids.size()).reversed());
      assertThat(temporary.resolve("jobs").resolve(ids.get(1))).doesNotExist();
      assertThat(temporary.resolve("jobs").resolve(ids.get(2))).exists();
    }
  }

  @Test
  void what_a_killed_server_left_is_deleted_when_the_next_one_starts() throws IOException {
    Path left = Files.createDirectories(temporary.resolve("jobs/some")).resolve("ledger.backup");
    Files.writeString(left, "x");
    try (var folder = new JobFolder(temporary.resolve("jobs").toString())) {
      assertThat(left).doesNotExist();
      Files.writeString(folder.of("other").resolve("made"), "x");
    }
    assertThat(temporary.resolve("jobs")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE", "CHECK"})
  void stopping_server_ends_a_close_and_breaks_off_what_reads(JobKind kind)
      throws InterruptedException {
    Jobs jobs = jobs(new AtomicLong());
    var held = new Held();
    String running = begin(jobs, "one", held.wanted(kind));
    String waiting = begin(jobs, "one", held.wanted(kind));
    held.awaitBegun();
    Job first = find(jobs, "one", running);
    Job second = find(jobs, "one", waiting);
    Thread stopping = Thread.ofPlatform().start(jobs::close);
    while (stopping.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // it waits for what runs
    }
    held.letOn();
    stopping.join();

    assertThat(first.document().path("state").stringValue())
        .isEqualTo(kind == JobKind.CLOSE ? "done" : "failed");
    assertThat(second.document().path("state").stringValue()).isEqualTo("waiting");
  }

  @Test
  void close_does_not_wait_for_what_reads() {
    try (Jobs jobs = jobs(new AtomicLong())) {
      var held = new Held();
      begin(jobs, "one", held.wanted(JobKind.CHECK));
      held.awaitBegun();
      var close = new Held();
      close.letOn();
      String id = begin(jobs, "one", close.wanted(JobKind.CLOSE));
      assertThat(ended(jobs, "one", id).path("state").stringValue()).isEqualTo("done");
      held.letOn();
    }
  }
}
