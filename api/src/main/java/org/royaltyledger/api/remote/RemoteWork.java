package org.royaltyledger.api.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccountsAsOf;
import org.royaltyledger.api.documents.AccountsReport;
import org.royaltyledger.api.documents.CheckedAsOf;
import org.royaltyledger.api.documents.CheckedDeep;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.documents.DraftedMonth;
import org.royaltyledger.api.documents.ExplanationJson;
import org.royaltyledger.api.documents.JournalJson;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.MoneyReport;
import org.royaltyledger.api.documents.MonthExclusions;
import org.royaltyledger.api.documents.MonthSummary;
import org.royaltyledger.api.documents.PartyLines;
import org.royaltyledger.api.documents.RecordedExclusion;
import org.royaltyledger.api.documents.Setting;
import org.royaltyledger.api.documents.StatementsAsOf;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.evidence.EvidenceWork;
import org.royaltyledger.api.work.AccessWork;
import org.royaltyledger.api.work.BackupWork;
import org.royaltyledger.api.work.LogWork;
import org.royaltyledger.api.work.PersonalWork;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.intake.batch.Progress;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.balance.BookedPosting;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.UsagePage;
import org.royaltyledger.projections.payout.Payout;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.json.StatementFromJson;
import org.royaltyledger.projections.suspense.OwnWaiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Work on the store of a serving process (docs/api.md). */
public final class RemoteWork implements Work, AutoCloseable {

  private static final String JSON = "application/json";

  private final Http http;

  private RemoteWork(Http http) {
    this.http = http;
  }

  /**
   * @param token that each request is sent with; null if there is none
   * @throws Refused NO_SERVER if this program does not answer there
   */
  public static RemoteWork at(ServerUrl server, @Nullable String token) {
    var http = new Http(server, token);
    try {
      http.requireSameProgram();
      return new RemoteWork(http);
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
  }

  @Override
  public List<ImportedFile> importFiles(
      Collection<Path> files, @Nullable Path rejects, Signature by, Progress progress) {
    // In this order the server reads them, too: they are answered in the order in which they stand.
    List<Path> inOrder = ImportFiles.checked(files, rejects);
    var parts = new FilesInParts(inOrder);
    HttpRequest post =
        http.request("/imports" + query(by))
            .header("Content-Type", parts.contentType())
            .expectContinue(true)
            .POST(parts.content())
            .build();
    JsonNode job = http.json(post);
    String address = "/imports/" + encoded(read(post, job, it -> it.required("id").stringValue()));
    HttpRequest ask = http.request(address + "?wait=1").build();
    while (true) {
      job = http.json(ask);
      tell(job, progress);
      switch (job.path("state").asString("")) {
        case "waiting", "running" -> {}
        case "failed" -> {
          throw read(ask, job.path("problem"), Http::refusal);
        }
        case "done" -> {
          return read(ask, job, it -> imported(it, inOrder, rejects, address));
        }
        default -> throw http.broken(ask, new IOException("a state that is not known"));
      }
    }
  }

  private static void tell(JsonNode job, Progress progress) {
    for (JsonNode file : job.path("files")) {
      if (file.path("lines").asLong() > 0) {
        progress.at(
            file.path("file").asString(""),
            file.path("bytes").asLong(),
            file.path("size").asLong(),
            file.path("lines").asLong());
      }
    }
  }

  private List<ImportedFile> imported(
      JsonNode job, List<Path> files, @Nullable Path rejects, String address) {
    JsonNode report = job.required("report");
    if (report.size() != files.size()) {
      throw new IllegalArgumentException("%d files are told of".formatted(report.size()));
    }
    var imported = new ArrayList<ImportedFile>();
    for (int place = 0; place < files.size(); place++) {
      ImportedFile file = imported(report.required(place), job.required("files").required(place));
      Path target = Rejects.target(files.get(place), rejects);
      if (file.report().rejected() > 0) {
        place(address, file.report().file(), place, target);
        file =
            new ImportedFile(file.kind(), file.report(), target, file.warnings(), file.failure());
      } else if (file.failure() == null || file.report().read() > 0) {
        Rejects.place(target, null);
      }
      imported.add(file);
    }
    return imported;
  }

  private static ImportedFile imported(JsonNode report, JsonNode file) {
    String name = report.required("file").stringValue();
    var warnings = new ArrayList<Warning>();
    for (JsonNode it : file.required("warnings")) {
      warnings.add(
          new Warning(name, it.required("line").longValue(), it.required("text").stringValue()));
    }
    return new ImportedFile(
        FileKind.of(Path.of(name)),
        new FileReport(
            name,
            report.required("read").longValue(),
            report.required("accepted").longValue(),
            report.required("repeated").longValue(),
            report.required("rejected").longValue()),
        null,
        warnings,
        report.has("failure") ? report.path("failure").stringValue() : null);
  }

  private void place(String address, String file, int place, Path target) {
    HttpRequest get =
        http.request(address + "/rejected/" + encoded(file) + "?place=" + place).build();
    try (InputStream lines = http.content(get)) {
      Rejects.place(target, lines);
    } catch (IOException e) {
      throw http.broken(get, e);
    }
  }

  @Override
  public ClosedMonth close(Period month, Signature by, LongConsumer usages) {
    return close(month, WorkflowJson.wish(by), usages);
  }

  @Override
  public ClosedMonth dryRun(Period month, LongConsumer usages) {
    return close(month, Json.object().put("dryRun", true), usages);
  }

  private ClosedMonth close(Period month, ObjectNode wish, LongConsumer usages) {
    HttpRequest post = post("/periods/%s/close".formatted(month), wish);
    return read(post, http.json(post, () -> tell("close " + month, usages)), Json::closedMonth);
  }

  @Override
  public DraftedMonth draft(Period month, Signature by, LongConsumer usages) {
    HttpRequest post = post("/periods/%s/drafts".formatted(month), WorkflowJson.wish(by));
    return read(
        post, http.json(post, () -> tell("draft " + month, usages)), WorkflowJson::readDrafted);
  }

  @Override
  public DraftedMonth drafted(Period month, LongConsumer usages) {
    HttpRequest get = http.request("/periods/%s/drafts".formatted(month)).build();
    return read(
        get, http.json(get, () -> tell("draft " + month, usages)), WorkflowJson::readDrafted);
  }

  @Override
  public DraftedMonth.Draft approve(Period month, @Nullable String run, Signature by) {
    ObjectNode wish = WorkflowJson.wish(by);
    if (run != null) {
      wish.put("run", run);
    }
    HttpRequest post = post("/periods/%s/approval".formatted(month), wish);
    return read(post, http.json(post), it -> Json.read(it, DraftedMonth.Draft.class));
  }

  /** Who may do what there. */
  public AccessWork access() {
    return new RemoteAccessWork(http);
  }

  /**
   * A token for name and password.
   *
   * @param renewed the password from now on, null if it stays
   * @throws Refused NO_LOGIN
   */
  public String login(String name, String password, @Nullable String renewed) {
    http.requirePrivate();
    ObjectNode wish = Json.object().put("name", name).put("password", password);
    if (renewed != null) {
      wish.put("newPassword", renewed);
    }
    HttpRequest post =
        http.request("/access/login")
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString(Json.written(wish)))
            .build();
    return read(post, http.json(post), it -> it.required("token").stringValue());
  }

  /** Evidence of what is there. */
  public EvidenceWork evidence() {
    return new RemoteEvidence(new RemoteJobs(http));
  }

  /** What tells of persons there. */
  public PersonalWork personal() {
    return new RemotePersonalWork(http);
  }

  /** Backups of what is there. */
  public BackupWork backups() {
    return new RemoteBackups(new RemoteJobs(http));
  }

  /** The log of the server. */
  public LogWork log() {
    return new RemoteLogWork(http);
  }

  @Override
  public List<Setting> settings() {
    HttpRequest get = http.request("/settings").build();
    return read(get, http.json(get), it -> List.of(Json.read(it, Setting[].class)));
  }

  @Override
  public List<Setting> change(String setting, String value, Signature by) {
    HttpRequest post =
        post("/settings", WorkflowJson.wish(by).put("setting", setting).put("value", value));
    return read(post, http.json(post), it -> List.of(Json.read(it, Setting[].class)));
  }

  @Override
  public List<Payout.Totals> payouts() {
    HttpRequest get = http.request("/payouts").build();
    return read(get, http.json(get), WorkflowJson::readPayouts);
  }

  @Override
  public Payout payout(PayoutId run) {
    HttpRequest get = http.request("/payouts/" + run).build();
    return read(get, http.json(get), WorkflowJson::readPayout);
  }

  @Override
  public Payout collect(@Nullable String currency, @Nullable PartyId party, Signature by) {
    ObjectNode wish = WorkflowJson.wish(by);
    if (currency != null) {
      wish.put("currency", currency);
    }
    if (party != null) {
      wish.put("party", party.code());
    }
    HttpRequest post = post("/payouts", wish);
    return read(post, http.json(post), WorkflowJson::readPayout);
  }

  @Override
  public Payout act(
      PayoutId run,
      PayoutDeed deed,
      PayoutCommand.Which which,
      @Nullable String reference,
      Signature by) {
    ObjectNode wish = WorkflowJson.wish(by);
    if (deed.isOfItems()) {
      ArrayNode parties = wish.putArray("parties");
      which.parties().forEach(it -> parties.add(it.code()));
      if (which.currency() != null) {
        wish.put("currency", which.currency());
      }
      if (reference != null) {
        wish.put("reference", reference);
      }
    }
    HttpRequest post = post("/payouts/%s/%s".formatted(run, deed.written()), wish);
    return read(post, http.json(post), WorkflowJson::readPayout);
  }

  private HttpRequest post(String path, ObjectNode wish) {
    return http.request(path)
        .header("Content-Type", JSON)
        .POST(HttpRequest.BodyPublishers.ofString(Json.written(wish)))
        .build();
  }

  @Override
  public Replay.Report replay(boolean swap, Replay.Progress progress) {
    HttpRequest post =
        http.request("/replays?swap=" + swap).POST(HttpRequest.BodyPublishers.noBody()).build();
    JsonNode job = http.json(post);
    HttpRequest ask =
        http.request(
                "/replays/%s?wait=1"
                    .formatted(encoded(read(post, job, it -> it.required("id").stringValue()))))
            .build();
    while (true) {
      job = http.json(ask);
      progress.at(
          job.path("place").asLong(), job.path("last").asLong(), job.path("usages").asLong());
      switch (job.path("state").asString("")) {
        case "running" -> {}
        case "failed" -> {
          throw read(ask, job.path("problem"), Http::refusal);
        }
        case "done" -> {
          return read(ask, job.path("report"), Json::replayReport);
        }
        default -> throw http.broken(ask, new IOException("a state that is not known"));
      }
    }
  }

  @Override
  public List<Check.Finding> check(LongConsumer usages) {
    HttpRequest get = http.request("/checks").build();
    return read(get, http.json(get, () -> tell("check", usages)), Json::findings);
  }

  @Override
  public CheckedDeep checkDeep(LongConsumer usages) {
    HttpRequest get = http.request("/checks?deep=true").build();
    return read(get, http.json(get, () -> tell("check", usages)), CheckedDeep::read);
  }

  @Override
  public CheckedAsOf check(AsOf asOf, LongConsumer usages) {
    HttpRequest get = http.request("/checks?asOf=" + encoded(asOf.asked())).build();
    return read(get, http.json(get, () -> tell("check", usages)), CheckedAsOf::read);
  }

  @Override
  public List<RecordedExclusion> exclusions() {
    HttpRequest get = http.request("/exclusions").build();
    return read(get, http.json(get), Json::recordedExclusions);
  }

  @Override
  public MonthExclusions exclusions(Period month, LongConsumer usages) {
    HttpRequest get = http.request("/periods/%s/exclusions".formatted(month)).build();
    return read(
        get,
        http.json(get, () -> tell("exclusions " + month, usages)),
        it -> Json.read(it, MonthExclusions.class));
  }

  /** How far a task has come that is under way there; without an answer it goes on all the same. */
  private void tell(String task, LongConsumer usages) {
    JsonNode underway;
    try {
      underway = http.json(http.request("/status").build()).path("underway");
    } catch (Refused e) {
      return;
    }
    for (JsonNode it : underway) {
      if (it.path("task").asString("").equals(task)) {
        usages.accept(it.path("usages").asLong());
        return;
      }
    }
  }

  @Override
  public MonthSummary summary(Period month) {
    HttpRequest get = http.request("/periods/%s/summary".formatted(month)).build();
    return read(get, http.json(get), Json::monthSummary);
  }

  @Override
  public List<StatementDocument> statements(Period month, @Nullable PartyId party) {
    HttpRequest get =
        http.request(
                "/statements/" + month + (party == null ? "" : "?party=" + encoded(party.code())))
            .build();
    var statements = new ArrayList<StatementDocument>();
    try (InputStream content = http.content(get)) {
      Json.elements(content, it -> statements.add(StatementFromJson.statement(it)));
    } catch (IOException | RuntimeException e) {
      throw e instanceof Refused refused ? refused : http.broken(get, e);
    }
    return statements;
  }

  @Override
  public PartyLines lines(Period month, PartyId party) {
    HttpRequest get = http.request("/explanations/" + month + query(party)).build();
    return read(get, http.json(get), ExplanationJson::readLines);
  }

  @Override
  public ExplainedLine explain(Period month, PartyId party, int line, LongConsumer usages) {
    HttpRequest get =
        http.request("/explanations/%s/%d".formatted(month, line) + query(party)).build();
    return read(
        get,
        http.json(get, () -> tell("explain " + month, usages)),
        ExplanationJson::readExplained);
  }

  @Override
  public UsagePage usages(Period month, PartyId party, UsagesOf which, LongConsumer usages) {
    HttpRequest get =
        http.request(
                "/explanations/%s/%d/usages".formatted(month, which.line())
                    + query(party)
                    + "&page=%d&limit=%d&before=%s"
                        .formatted(which.page(), which.limit(), which.before()))
            .build();
    return read(
        get, http.json(get, () -> tell("explain " + month, usages)), ExplanationJson::readUsages);
  }

  @Override
  public StatementsAsOf statements(
      Period month, @Nullable PartyId party, AsOf asOf, LongConsumer usages) {
    HttpRequest get =
        http.request(
                "/statements/%s?asOf=%s".formatted(month, encoded(asOf.asked()))
                    + (party == null ? "" : "&party=" + encoded(party.code())))
            .build();
    return read(
        get,
        http.json(get, () -> tell("statements " + month, usages)),
        it -> Json.read(it, StatementsAsOf.class));
  }

  @Override
  public SortedMap<String, List<OwnWaiting>> waiting(Period month, PartyId party) {
    HttpRequest get =
        http.request("/periods/%s/waiting?party=%s".formatted(month, encoded(party.code())))
            .build();
    return read(
        get,
        http.json(get),
        currencies -> {
          var waiting = new TreeMap<String, List<OwnWaiting>>();
          for (JsonNode it : currencies) {
            waiting.put(
                it.required("currency").stringValue(),
                StatementFromJson.waiting(it.required("waiting")));
          }
          return waiting;
        });
  }

  @Override
  public AccountsReport accounts(@Nullable PartyId party) {
    HttpRequest get = http.request("/accounts" + query(party)).build();
    return read(get, http.json(get), JournalJson::accounts);
  }

  @Override
  public AccountsAsOf accounts(@Nullable PartyId party, AsOf asOf) {
    HttpRequest get =
        http.request(
                "/accounts?asOf="
                    + encoded(asOf.asked())
                    + (party == null ? "" : "&party=" + encoded(party.code())))
            .build();
    return read(get, http.json(get), it -> Json.read(it, AccountsAsOf.class));
  }

  @Override
  public MoneyReport conservation(Period month) {
    HttpRequest get = http.request("/periods/%s/conservation".formatted(month)).build();
    return read(get, http.json(get), MoneyReport::read);
  }

  @Override
  public List<BookedPosting> journal(Period month, @Nullable PartyId party) {
    HttpRequest get = http.request("/periods/%s/journal".formatted(month) + query(party)).build();
    var postings = new ArrayList<BookedPosting>();
    try (InputStream content = http.content(get)) {
      Json.elements(content, it -> postings.add(JournalJson.posting(it)));
    } catch (IOException | RuntimeException e) {
      throw e instanceof Refused refused ? refused : http.broken(get, e);
    }
    return postings;
  }

  private static String query(Signature by) {
    String who = by.isNamed() ? "&as=" + encoded(by.who()) : "";
    String why = by.why() == null ? "" : "&why=" + encoded(by.why());
    return (who + why).replaceFirst("&", "?");
  }

  private static String query(@Nullable PartyId party) {
    return party == null ? "" : "?party=" + encoded(party.code());
  }

  /** Reads a document; one that says something else is no answer. */
  private <T> T read(HttpRequest request, JsonNode document, Function<JsonNode, T> read) {
    try {
      return read.apply(document);
    } catch (Refused refused) {
      throw refused;
    } catch (RuntimeException e) {
      throw http.broken(request, e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
