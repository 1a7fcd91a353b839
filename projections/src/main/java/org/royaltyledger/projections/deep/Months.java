package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Closed months: that what was booked is what the close sealed, and what follows from it. */
final class Months {

  static final String SEALS = "deep-seals";
  static final String DIGESTS = "deep-digests";

  /** The tables with a period, and the line that each belongs to. */
  private static final Map<String, String> TABLES =
      Map.of(
          "closed_period", Close.STATEMENTS,
          "revenue_row", Close.STATEMENTS,
          "pool", Close.STATEMENTS,
          "pool_party", Close.STATEMENTS,
          "statement", Close.STATEMENTS,
          "statement_line", Close.STATEMENTS,
          "statement_payment", Close.STATEMENTS,
          "deduction", Close.STATEMENTS,
          "waiting_money", Close.SUSPENSE,
          "uncovered_use", Close.EXCEPTIONS);

  private final Store store;
  private final Findings findings;
  private final Followed followed;
  private final StatementDigests said;
  private final Assets assets;
  private final Journal journal;
  private final byte[] storeKey;
  private final Runs runs;
  private final Map<String, Long> closed = new HashMap<>();
  private @Nullable String lastClosed;
  private long lastCutOff;
  private long blocks;
  private long digests;

  Months(
      Store store,
      Findings findings,
      Followed followed,
      StatementDigests said,
      Assets assets,
      Journal journal,
      byte[] storeKey) {
    this.storeKey = storeKey;
    this.runs = new Runs(storeKey);
    this.store = store;
    this.findings = findings;
    this.followed = followed;
    this.said = said;
    this.assets = assets;
    this.journal = journal;
    for (String line :
        List.of(SEALS, Close.STATEMENTS, DIGESTS, Close.SUSPENSE, Close.EXCEPTIONS)) {
      findings.line(line, "");
    }
  }

  Runs runs() {
    return runs;
  }

  void close(StoredEvent event, JsonNode fields) throws IOException, SQLException {
    String period = Fields.text(fields, "period");
    String runId = Fields.text(fields, "runId");
    long cutOff = Fields.number(fields, "cutOff");
    Runs.Run run = runs.of(runId);
    sealed(event, fields, run);
    long before = wrong();
    findings.trying(
        Close.STATEMENTS,
        event.place(),
        () -> {
          Result result = Result.of(store, period, run.parts());
          var close = new Close(store, findings, result, event.place());
          if (event.place() <= followed.of("statement")) {
            Map<List<String>, String> made =
                close.compareStatements(
                    assets,
                    cutOff,
                    runId,
                    cutOff,
                    Fields.optional(fields, "lastClosed"),
                    Fields.number(fields, "lastCutOff"));
            compareStatements(event, fields, made);
            compareDigests(period, event.place(), made);
          }
          if (event.place() <= followed.of("suspense")) {
            close.compareSuspense();
          }
          if (event.place() <= followed.of("exceptions")) {
            close.compareExceptions(assets, cutOff);
          }
          journal.add(event.place(), result);
        });
    long sealed = findings.wrong(SEALS);
    compareSeal(event, Fields.texts(fields, "blocks"), run.parts(), wrong() > before);
    compareDraft(event, cutOff, run, findings.wrong(SEALS) == sealed);
    closed.put(period, event.place());
    lastClosed = period;
    lastCutOff = cutOff;
    runs.forget(runId);
  }

  /** What is wrong with what closes give, beside the seals. */
  private long wrong() {
    return findings.wrong(Close.STATEMENTS)
        + findings.wrong(Close.SUSPENSE)
        + findings.wrong(Close.EXCEPTIONS)
        + findings.wrong(Journal.LINE);
  }

  private void seal(StoredEvent event, boolean holds, String what) {
    if (!holds) {
      findings.add(SEALS, Wrong.at(event.place(), "%s %s".formatted(event.told(), what)));
    }
  }

  /** What a close says of its run and of the close before. */
  private void sealed(StoredEvent event, JsonNode fields, Runs.Run run) throws IOException {
    String period = Fields.text(fields, "period");
    long cutOff = Fields.number(fields, "cutOff");
    seal(event, !closed.containsKey(period), "closes %s a second time".formatted(period));
    seal(
        event,
        run.cutOff() == cutOff && run.period().equals(period) && !run.isVoid(),
        "closes %s with a run that has no cut-off at place %d or is void"
            .formatted(period, cutOff));
    seal(
        event,
        Objects.equals(Fields.optional(fields, "lastClosed"), lastClosed)
            && Fields.number(fields, "lastCutOff") == lastCutOff,
        "does not go on from the close of %s with its cut-off at place %d"
            .formatted(lastClosed, lastCutOff));
    var adjusts = new TreeSet<String>();
    run.parts().stream()
        .map(Runs.Part::month)
        .filter(it -> it != null && !it.equals(period))
        .forEach(adjusts::add);
    seal(
        event,
        // The first closes said nothing of it.
        (fields.get("adjusts") == null && adjusts.isEmpty())
            || Fields.texts(fields, "adjusts").equals(List.copyOf(adjusts)),
        "says that it adjusts other months than %s".formatted(adjusts));
  }

  /**
   * Where the close has the blocks that it seals, what differs from them is the draft.
   *
   * @param isSealed whether it has
   */
  private void compareDraft(StoredEvent event, long cutOff, Runs.Run run, boolean isSealed) {
    Runs.Draft draft = run.draft();
    if (draft == null) {
      return;
    }
    findings.trying(
        SEALS,
        event.place(),
        () -> {
          if (!draftOf(run.parts()).equals(draft.result()) || draft.cutOff() != cutOff) {
            findings.add(
                SEALS,
                Wrong.between(
                    draft.place(),
                    isSealed ? draft.place() : event.place(),
                    "what place %d closes is not what was drafted at place %d"
                        .formatted(event.place(), draft.place())));
          }
        });
  }

  /** The digest of a draft that comes to these parts. */
  private String draftOf(List<Runs.Part> parts) throws IOException, SQLException {
    MessageDigest sha = Sha.digest();
    for (Runs.Part part : parts) {
      byte[] content = ofNoRun(store.event(part.place()).payload(), part.month() == null);
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
      sha.update(content);
    }
    return Sha.hex(sha.digest());
  }

  private static byte[] ofNoRun(byte[] payload, boolean isSettlement) throws IOException {
    if (!isSettlement) {
      return ResultBlock.ofNoRun(payload);
    }
    var fields = (ObjectNode) Fields.read(payload);
    return Fields.JSON.writeValueAsBytes(fields.put("runId", ""));
  }

  /**
   * A digest that does not fit says that the block or the seal was changed, and not which. The
   * tables tell: they were made of the true block.
   */
  private void compareSeal(
      StoredEvent event, List<String> sealed, List<Runs.Part> parts, boolean tablesDiffer) {
    blocks += parts.size();
    for (int i = 0; i < Math.max(sealed.size(), parts.size()); i++) {
      Runs.Part part = i < parts.size() ? parts.get(i) : null;
      if (part == null) {
        seal(event, false, "seals %d blocks, and there are %d".formatted(sealed.size(), i));
        return;
      }
      if (i < sealed.size() && part.isSealedBy(sealed.get(i))) {
        continue;
      }
      long wrong = tablesDiffer && i < sealed.size() ? part.place() : event.place();
      findings.add(
          SEALS,
          Wrong.at(
              wrong,
              "block %d at place %d is not the one that place %d seals"
                  .formatted(i, part.place(), event.place())));
    }
  }

  /** What stands for all statements in the close, which older programs did not write. */
  private void compareStatements(
      StoredEvent event, JsonNode fields, Map<List<String>, String> digests) {
    JsonNode sealed = fields.get("statements");
    if (sealed == null) {
      return;
    }
    SortedMap<List<String>, String> sorted = Payments.byStatement();
    sorted.putAll(digests);
    long version = sealed.has("leaf") ? Fields.number(sealed, "leaf") : 1;
    String root = SealedStatements.root(storeKey, Fields.text(fields, "period"), sorted, version);
    seal(
        event,
        Fields.number(sealed, "count") == sorted.size() && Fields.text(sealed, "root").equals(root),
        "seals other statements than those that its result comes to");
  }

  private void compareDigests(String period, long place, Map<List<String>, String> made) {
    findings.trying(
        DIGESTS,
        place,
        () -> {
          said.each(
              period,
              (party, currency, digest) -> {
                digests++;
                String expected = made.remove(List.of(party, currency));
                if (!digest.equals(expected)) {
                  findings.add(
                      DIGESTS,
                      Wrong.at(
                          place,
                          "the statement of %s in %s for %s has digest %s where the log gives %s"
                              .formatted(party, currency, period, digest, expected)));
                }
              });
          made.forEach(
              (key, digest) ->
                  findings.add(
                      DIGESTS,
                      Wrong.at(
                          place,
                          "there is no statement of %s in %s for %s, and the log gives one"
                              .formatted(key.getFirst(), key.getLast(), period))));
        });
  }

  /** What can be said once all events were added. */
  void end() throws SQLException {
    for (Map.Entry<String, String> it : TABLES.entrySet()) {
      others(it.getKey(), it.getValue());
    }
    others("run_notice", Close.EXCEPTIONS);
    findings.line(
        SEALS, "%d closes, each of the %d blocks that it seals".formatted(closed.size(), blocks));
    findings.line(
        Close.STATEMENTS,
        "%d closed months, each row as the log gives it".formatted(closed.size()));
    findings.line(DIGESTS, "%d statements, each with the digest of the log".formatted(digests));
    findings.line(Close.SUSPENSE, "all money that waits is what the log gives");
    findings.line(
        Close.EXCEPTIONS, "all conflicts, uncovered uses and notices are what the log gives");
  }

  private void others(String table, String line) throws SQLException {
    var others = new ArrayList<String>();
    store.each(
        "select distinct period from " + table,
        row -> {
          if (!closed.containsKey(row.getString(1))) {
            others.add(row.getString(1));
          }
        });
    others.forEach(
        it ->
            findings.add(
                line,
                Wrong.ofNothing("%s holds rows of %s, which is not closed".formatted(table, it))));
  }
}
