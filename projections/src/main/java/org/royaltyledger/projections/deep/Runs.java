package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What each run that closes a month has written down so far. */
final class Runs {

  /**
   * A part of a result or of a settlement.
   *
   * @param digest SHA-256 of the stored bytes, hexadecimal
   * @param keyed the same under the store's key, after {@code 2:}
   * @param month whose result it is part of; null of a settlement
   */
  record Part(long place, String digest, String keyed, @Nullable String month) {

    /** The first closes sealed parts with their digest. */
    boolean isSealedBy(String seal) {
      return seal.equals(keyed) || seal.equals(digest);
    }
  }

  /**
   * A draft of a run.
   *
   * @param result the digest of what it would book
   */
  record Draft(long place, long cutOff, String result) {}

  /** A run under way. */
  static final class Run {
    private final List<Part> parts = new ArrayList<>();
    private long cutOff;
    private String period = "";
    private boolean isVoid;
    private @Nullable Draft draft;

    List<Part> parts() {
      return parts;
    }

    long cutOff() {
      return cutOff;
    }

    String period() {
      return period;
    }

    boolean isVoid() {
      return isVoid;
    }

    @Nullable Draft draft() {
      return draft;
    }
  }

  private final byte[] storeKey;
  private final Map<String, Run> runs = new HashMap<>();

  Runs(byte[] storeKey) {
    this.storeKey = storeKey;
  }

  Run of(String runId) {
    return runs.computeIfAbsent(runId, _ -> new Run());
  }

  /** A month is closed: what its run wrote is not asked for again. */
  void forget(String runId) {
    runs.remove(runId);
  }

  /**
   * @return what is wrong with where it stands, null if nothing
   */
  @Nullable String addResult(StoredEvent event) throws IOException {
    GenericRecord block = ResultBlock.read(event.payload());
    String runId = ResultBlock.text(block, "runId");
    String wrong =
        add(
            event,
            runId,
            ((Number) block.get("number")).longValue(),
            ResultBlock.text(block, "period"));
    return wrong != null
        ? wrong
        : KnownEvents.objectionToIdentifier(event, event.stream() + event.sequence());
  }

  @Nullable String addSettlement(StoredEvent event, JsonNode fields) {
    return add(event, Fields.text(fields, "runId"), Fields.number(fields, "number"), null);
  }

  private @Nullable String add(
      StoredEvent event, String runId, long number, @Nullable String month) {
    Run run = of(runId);
    run.parts.add(
        new Part(
            event.place(),
            Sha.hex(Sha.of(event.payload())),
            "2:" + Sha.hex(Sha.mac(storeKey, "result\n".getBytes(UTF_8), event.payload())),
            month));
    return !event.stream().equals("run/" + runId) || number != event.sequence()
        ? "it is part %d of run %s, and stands as number %d of stream '%s'"
            .formatted(number, runId, event.sequence(), event.stream())
        : null;
  }

  void addToCalendar(StoredEvent event, JsonNode fields) {
    Run run = of(Fields.text(fields, "runId"));
    switch (event.name()) {
      case "cut-off-taken" -> {
        run.cutOff = event.place();
        run.period = Fields.text(fields, "period");
      }
      case "run-voided" -> run.isVoid = true;
      case "month-drafted" ->
          run.draft =
              new Draft(
                  event.place(), Fields.number(fields, "cutOff"), Fields.text(fields, "result"));
      default -> {} // an approval moves nothing
    }
  }
}
