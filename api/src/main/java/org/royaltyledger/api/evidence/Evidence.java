package org.royaltyledger.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.royaltyledger.api.documents.ExplanationJson;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.ProofJson;
import org.royaltyledger.api.documents.StatementFile;
import org.royaltyledger.api.work.LogWork;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.MerkleTree;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTree;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.Explanations;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.run.ChangeSettings;
import org.royaltyledger.projections.setup.StatementFormats;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a party's statements of a month, all that led to them, and what proves it, so that an
 * outsider can check all of it with the programs beside it (docs/audit.md).
 */
public final class Evidence implements EvidenceWork {

  private static final List<String> PROGRAMS =
      List.of("verify.py", "bundle.py", "digest.py", "verify.go");

  private final Work work;
  private final LogWork log;
  private final Explanations explanations;
  private final LogReader reader;
  private final LogTree tree;
  private final ChangeSettings settings;

  public Evidence(
      Work work,
      LogWork log,
      Explanations explanations,
      LogReader reader,
      LogTree tree,
      ChangeSettings settings) {
    this.work = work;
    this.log = log;
    this.explanations = explanations;
    this.reader = reader;
    this.tree = tree;
    this.settings = settings;
  }

  /**
   * Whose evidence.
   *
   * @param open whether with the content of events that name other parties: not for the party
   */
  public record Wish(Period month, PartyId party, boolean open, Signature by) {}

  /**
   * What was written.
   *
   * @param size of the log that was signed, which all proofs are against
   */
  public record Written(
      String period, String party, int statements, int lines, long usages, int events, long size) {}

  @Override
  public Written export(Wish wish, Path out, LongConsumer progress) throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.begin(out)) {
      Written written = Acting.as(wish.by).doing(() -> written(wish, folder, progress));
      folder.finish();
      return written;
    }
  }

  private Written written(Wish wish, EvidenceFolder to, LongConsumer progress) throws IOException {
    log.sign();
    List<StatementDocument> documents = work.statements(wish.month, wish.party);
    if (documents.isEmpty()) {
      throw new Refused(
          Refused.Code.NO_STATEMENT,
          "%s has no statement of %s: see who has with: statements %s"
              .formatted(wish.party, wish.month, wish.month));
    }
    JsonNode ofClose = writeStatements(wish, documents, to);
    var behind = new TreeMap<Long, String>();
    behind.put(ofClose.get("place").longValue(), ofClose.get("name").stringValue());
    int[] lines = new int[1];
    UsageEvidence usages;
    try (Writer explained = to.file("lines.ndjson");
        Writer used = to.file("usages.ndjson")) {
      usages = new UsageEvidence(reader, used);
      explanations.all(
          wish.month,
          wish.party,
          usages,
          it -> {
            ExplainedLine shown = wish.open ? it : withoutOthers(it);
            line(explained, ExplanationJson.explained(shown));
            addFacts(behind, shown);
            lines[0]++;
          },
          progress);
    }
    behind.put(recordExport(wish), "exported");
    ObjectNode signed = (ObjectNode) log.sign();
    String checkpoint = signed.get("checkpoint").stringValue();
    long size = signed.get("size").longValue();
    writeLog(to, ofClose, checkpoint, size);
    MerkleTree whole = tree.of(size);
    try (Writer blocks = to.file("blocks.ndjson")) {
      usages
          .places()
          .forEach(it -> line(blocks, ProofJson.included(Json.object(), tree.entry(it), whole)));
    }
    try (Writer events = to.file("events.ndjson")) {
      for (long place : behind.keySet()) {
        line(events, event(wish, place, whole));
      }
    }
    writePrograms(wish, to);
    return new Written(
        wish.month.toString(),
        wish.party.code(),
        documents.size(),
        lines[0],
        usages.usages(),
        behind.size(),
        size);
  }

  /** What proves one of them, which has the close and its checkpoint. */
  private JsonNode writeStatements(Wish wish, List<StatementDocument> documents, EvidenceFolder to)
      throws IOException {
    JsonNode last = null;
    for (StatementDocument it : documents) {
      String name = "statements/" + StatementFile.name(it.statement());
      for (StatementFormat format : StatementFormats.all()) {
        if (List.of("json", "csv").contains(format.name())) {
          try (Writer writer = to.file(name + "." + format.extension())) {
            format.write(List.of(it), writer);
          }
        }
      }
      last = log.statement(wish.month, wish.party, it.statement().currency());
      to.file(name + StatementFile.PROOF, Json.written(last) + "\n");
    }
    if (last == null) {
      throw new IllegalArgumentException("no statements");
    }
    return last;
  }

  /** Without what came since and may be another party's: only what a step is made with is shown. */
  private static ExplainedLine withoutOthers(ExplainedLine line) {
    Set<String> own = line.facts().stream().map(ExplainedLine.Fact::fact).collect(toSet());
    return new ExplainedLine(
        line.period(),
        line.party(),
        line.line(),
        line.parts(),
        line.changes().stream().filter(it -> own.contains(it.fact())).toList(),
        line.facts());
  }

  /**
   * Only those that the explanation names: a comparable licence is none of the party's business.
   */
  private void addFacts(SortedMap<Long, String> behind, ExplainedLine line) {
    Stream.concat(
            line.facts().stream().map(it -> new Named(it.place(), it.fact())),
            line.changes().stream().map(it -> new Named(it.place(), it.fact())))
        .filter(it -> !behind.containsKey(it.place))
        .filter(it -> reader.at(it.place).stream().equals(it.fact))
        .forEach(it -> behind.put(it.place, it.fact));
  }

  private record Named(long place, String fact) {}

  private long recordExport(Wish wish) {
    return settings.export(
        new SettingsEvent.Exported(
            "evidence",
            wish.month.toString(),
            wish.party.code(),
            wish.open,
            wish.by.who(),
            wish.by.why()));
  }

  private void writeLog(EvidenceFolder to, JsonNode ofClose, String checkpoint, long size)
      throws IOException {
    String before = ofClose.get("checkpoint").stringValue();
    var keys = new StringBuilder();
    for (JsonNode it : log.signed().get("keys")) {
      keys.append(it.get("key").stringValue()).append('\n');
    }
    to.file("keys", keys.toString());
    to.file("checkpoint", checkpoint);
    to.file("checkpoint-of-close", before);
    to.file(
        "consistency.json",
        Json.written(log.consistency(Long.parseLong(before.split("\n", 3)[1]), size)) + "\n");
  }

  private ObjectNode event(Wish wish, long place, MerkleTree whole) {
    LogReader.Stored stored = reader.at(place);
    LogEntry entry = tree.entry(place);
    boolean open = wish.open || Openness.isOpen(stored.event(), wish.party.code());
    ObjectNode node = Json.object().put("fact", stored.stream());
    if (!open && entry.salt() == null) {
      // Its entry has a plain hash of what it says, and of few possible words each can be tried.
      return node.put("place", place).put("name", stored.name());
    }
    ProofJson.identity(node, entry);
    if (open) {
      ProofJson.payload(node, entry);
    }
    return ProofJson.included(node, entry, whole);
  }

  private static void line(Writer to, JsonNode document) {
    try {
      to.write(Json.written(document));
      to.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writePrograms(Wish wish, EvidenceFolder to) throws IOException {
    for (String program : PROGRAMS) {
      to.file(program, resource(program));
    }
    to.file(
        "README.md",
        resource("README.md")
            .replace("{period}", wish.month.toString())
            .replace("{party}", wish.party.code()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Evidence.class.getResourceAsStream("/evidence/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without evidence/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
