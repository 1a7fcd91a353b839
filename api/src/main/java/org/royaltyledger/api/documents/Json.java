package org.royaltyledger.api.documents;

import java.util.List;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.audit.Replay;
import tools.jackson.databind.JsonNode;
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

  public static JsonNode closed(RunResult result) {
    ObjectNode document = object().put("period", result.period().toString());
    ArrayNode pools = document.putArray("pools");
    for (RunResult.Pool pool : result.pools()) {
      pools
          .addObject()
          .put("licence", pool.licence().code())
          .put("part", pool.part())
          .put("offering", pool.offering().code())
          .put("territory", pool.territory().code())
          .put("currency", pool.currency().getCurrencyCode())
          .put("amount", pool.amount().toPlainString());
    }
    List<ExchangeRate> rates = result.rates();
    if (rates != null && !rates.isEmpty()) {
      ArrayNode array = document.putArray("rates");
      for (ExchangeRate rate : rates) {
        array
            .addObject()
            .put("from", rate.from().getCurrencyCode())
            .put("to", rate.to().getCurrencyCode())
            .put("rate", rate.rate().toPlainString())
            .put("date", rate.date().toString())
            .put("source", rate.source());
      }
    }
    ArrayNode states = document.putArray("states");
    for (RunResult.StateAmount state : result.states()) {
      states
          .addObject()
          .put("currency", state.currency().getCurrencyCode())
          .put("state", state.state().written())
          .put("amount", state.amount().toPlainString());
    }
    return document.put("conserved", result.conserved());
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

  public static JsonNode replayed(Replay.Report report) {
    ObjectNode document =
        object()
            .put("identical", report.identical())
            .put("events", report.events())
            .put("usages", report.usages())
            .put("usagesPerSecond", report.usagesPerSecond());
    if (report.difference() != null) {
      document.put("difference", report.difference());
    }
    return document;
  }
}
