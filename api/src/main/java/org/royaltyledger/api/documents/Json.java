package org.royaltyledger.api.documents;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.royaltyledger.ledger.backup.BackedUp;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.projections.audit.AllStatements;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import org.royaltyledger.projections.suspense.WaitingMoney;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents that commands print with {@code --json}, and the API answers with
 * (docs/formats.md).
 */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** As text on one line. */
  public static String written(JsonNode document) {
    return MAPPER.writeValueAsString(document);
  }

  /**
   * The value that a document says.
   *
   * @throws RuntimeException if it says no such value
   */
  public static <T> T read(JsonNode document, Class<T> type) {
    return MAPPER.treeToValue(document, type);
  }

  /** Reads what {@link #closed} wrote. */
  public static ClosedMonth closedMonth(JsonNode document) {
    ObjectNode whole = (ObjectNode) document;
    for (String absent : List.of("adjustments", "rates", "payments")) {
      if (!whole.has(absent)) {
        whole.putArray(absent);
      }
    }
    return read(whole, ClosedMonth.class);
  }

  /** Reads what {@link #summary} wrote. */
  public static MonthSummary monthSummary(JsonNode document) {
    for (JsonNode it : document.required("waiting")) {
      if (!it.has("adjusts")) {
        ((ObjectNode) it).put("adjusts", "");
      }
    }
    return read(document, MonthSummary.class);
  }

  /** Reads what {@link #checked} wrote. */
  public static List<Check.Finding> findings(JsonNode document) {
    var findings = new ArrayList<Check.Finding>();
    for (JsonNode it : document.required("checks")) {
      findings.add(
          new Check.Finding(
              it.required("name").stringValue(),
              it.required("ok").booleanValue(),
              it.required("detail").stringValue()));
    }
    return findings;
  }

  public static JsonNode parse(byte[] document) {
    return MAPPER.readTree(document);
  }

  /** The elements of an array, one after the other, so that they need not all be here at once. */
  public static void elements(InputStream array, Consumer<JsonNode> each) {
    try (MappingIterator<JsonNode> elements = MAPPER.readerFor(JsonNode.class).readValues(array)) {
      elements.forEachRemaining(each);
    }
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  public static JsonNode imported(List<ImportedFile> files) {
    ArrayNode array = NODES.arrayNode();
    for (ImportedFile file : files) {
      ObjectNode node =
          array
              .addObject()
              .put("file", file.report().file())
              .put("kind", file.kind().written())
              .put("read", file.report().read())
              .put("accepted", file.report().accepted())
              .put("repeated", file.report().repeated())
              .put("rejected", file.report().rejected());
      if (file.failure() != null) {
        node.put("failure", file.failure());
      }
    }
    return array;
  }

  public static JsonNode closed(ClosedMonth month) {
    ObjectNode document = object().put("period", month.period());
    document.set("pools", pools(month.pools()));
    if (!month.adjustments().isEmpty()) {
      ArrayNode adjustments = document.putArray("adjustments");
      for (ClosedMonth.Adjustment it : month.adjustments()) {
        ObjectNode adjustment = adjustments.addObject().put("period", it.period());
        adjustment.set("pools", pools(it.pools()));
        adjustment.set("states", states(it.states()));
      }
    }
    if (!month.rates().isEmpty()) {
      ArrayNode rates = document.putArray("rates");
      for (ClosedMonth.Rate rate : month.rates()) {
        rates
            .addObject()
            .put("from", rate.from())
            .put("to", rate.to())
            .put("rate", rate.rate())
            .put("date", rate.date())
            .put("source", rate.source());
      }
    }
    document.set("states", states(month.states()));
    document.put("conserved", month.conserved());
    ArrayNode netRevenue = document.putArray("netRevenue");
    month
        .netRevenue()
        .forEach(
            it -> netRevenue.addObject().put("currency", it.currency()).put("amount", it.amount()));
    if (!month.payments().isEmpty()) {
      ArrayNode payments = document.putArray("payments");
      for (ClosedMonth.PaymentSum it : month.payments()) {
        payments
            .addObject()
            .put("currency", it.currency())
            .put("payment", it.payment())
            .put("parties", it.parties())
            .put("amount", it.amount());
      }
    }
    ArrayNode notices = document.putArray("notices");
    month.notices().forEach(notices::add);
    return document;
  }

  private static ArrayNode pools(List<ClosedMonth.Pool> pools) {
    ArrayNode array = NODES.arrayNode();
    for (ClosedMonth.Pool pool : pools) {
      ObjectNode node = array.addObject();
      node.put("licence", pool.licence())
          .put("part", pool.part())
          .put("offering", pool.offering())
          .put("territory", pool.territory())
          .put("currency", pool.currency())
          .put("amount", pool.amount());
      ClosedMonth.Raised raised = pool.raised();
      if (raised != null) {
        node.putObject("raised")
            .put("licence", raised.licence())
            .put("from", raised.from())
            .put("own", raised.own());
      }
    }
    return array;
  }

  private static ArrayNode states(List<ClosedMonth.StateAmount> states) {
    ArrayNode array = NODES.arrayNode();
    for (ClosedMonth.StateAmount state : states) {
      array
          .addObject()
          .put("currency", state.currency())
          .put("state", state.state())
          .put("amount", state.amount());
    }
    return array;
  }

  public static JsonNode summary(MonthSummary month) {
    ObjectNode document = object().put("period", month.period());
    ArrayNode totals = document.putArray("totals");
    for (MonthSummary.Total it : month.totals()) {
      ObjectNode total =
          totals
              .addObject()
              .put("party", it.party())
              .put("name", it.name())
              .put("currency", it.currency())
              .put("lines", it.lines())
              .put("total", it.total().toPlainString());
      if (it.due() != null && it.payout() != null) {
        total
            .put("due", it.due().toPlainString())
            .put("payout", it.payout().toPlainString())
            .put("payoutCurrency", it.payoutCurrency());
      }
    }
    ArrayNode waiting = document.putArray("waiting");
    for (WaitingMoney.Entry it : month.waiting()) {
      ObjectNode entry = waiting.addObject();
      if (!it.adjusts().isEmpty()) {
        entry.put("adjusts", it.adjusts());
      }
      entry
          .put("offering", it.offering())
          .put("territory", it.territory())
          .put("state", it.state())
          .put("currency", it.currency())
          .put("units", it.units())
          .put("amount", it.amount().toPlainString());
    }
    return document;
  }

  public static JsonNode exclusions(List<RecordedExclusion> exclusions) {
    ArrayNode array = NODES.arrayNode();
    for (RecordedExclusion it : exclusions) {
      ObjectNode conditions =
          array
              .addObject()
              .put("exclusion", it.exclusion())
              .put("decision", it.decision())
              .put("reason", it.reason())
              .put("evidence", it.evidence())
              .putObject("conditions");
      it.conditions().forEach(conditions::put);
    }
    return array;
  }

  /** Reads what {@link #exclusions} wrote. */
  public static List<RecordedExclusion> recordedExclusions(JsonNode document) {
    return List.of(read(document, RecordedExclusion[].class));
  }

  /** A record as its fields, which are always there. */
  public static JsonNode valued(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Written, and read, by its record alone: all its fields are always there. */
  public static JsonNode monthExclusions(MonthExclusions month) {
    return MAPPER.valueToTree(month);
  }

  public static JsonNode checked(List<Check.Finding> findings) {
    ObjectNode document = object().put("ok", findings.stream().allMatch(Check.Finding::ok));
    ArrayNode checks = document.putArray("checks");
    for (Check.Finding finding : findings) {
      checks
          .addObject()
          .put("name", finding.name())
          .put("ok", finding.ok())
          .put("detail", finding.detail());
    }
    return document;
  }

  /**
   * @param bytes of the file
   */
  public static ObjectNode backedUp(String file, BackedUp it, long bytes) {
    return contents(it).put("file", file).put("bytes", bytes);
  }

  /** What {@link #backedUp} wrote of the contents. */
  public static BackedUp readBackedUp(JsonNode document) {
    var keys = new ArrayList<String>();
    document.required("keys").forEach(it -> keys.add(it.stringValue()));
    return new BackedUp(
        document.required("events").longValue(),
        document.required("usages").longValue(),
        document.required("rows").longValue(),
        document.required("names").booleanValue(),
        document.required("checkpoints").intValue(),
        new Checkpoint(
            document.required("origin").stringValue(),
            document.required("size").longValue(),
            TreeHash.ofBase64(document.required("root").stringValue())),
        keys);
  }

  /**
   * @param readModels up to which place they were built
   */
  public static JsonNode restored(BackedUp it, long readModels) {
    return contents(it).put("readModels", readModels);
  }

  private static ObjectNode contents(BackedUp it) {
    ObjectNode document =
        object()
            .put("events", it.events())
            .put("usages", it.usages())
            .put("rows", it.rows())
            .put("names", it.names())
            .put("checkpoints", it.checkpoints())
            .put("origin", it.newest().origin())
            .put("size", it.newest().size())
            .put("root", it.newest().root().base64());
    it.keys().forEach(document.putArray("keys")::add);
    return document;
  }

  public static JsonNode replayed(Replay.Report report) {
    ObjectNode document =
        object()
            .put("identical", report.identical())
            .put("events", report.events())
            .put("usages", report.usages())
            .put("usagesPerSecond", report.usagesPerSecond());
    if (report.statements() != null) {
      document
          .put("statements", report.statements().count())
          .put("digest", report.statements().digest());
    }
    if (report.difference() != null) {
      document.put("difference", report.difference());
      report.differences().forEach(document.putArray("differences")::add);
    }
    if (!report.swapped().isEmpty()) {
      report.swapped().forEach(document.putArray("swapped")::add);
    }
    return document;
  }

  /** Reads what {@link #replayed} wrote. */
  public static Replay.Report replayReport(JsonNode document) {
    return new Replay.Report(
        document.required("identical").booleanValue(),
        document.required("events").longValue(),
        document.required("usages").longValue(),
        document.required("usagesPerSecond").longValue(),
        document.has("difference") ? document.get("difference").stringValue() : null,
        texts(document.path("differences")),
        document.has("digest")
            ? new AllStatements(
                document.required("statements").intValue(), document.get("digest").stringValue())
            : null,
        texts(document.path("swapped")));
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }
}
