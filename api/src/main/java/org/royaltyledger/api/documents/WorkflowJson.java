package org.royaltyledger.api.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.payout.Payout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts, settings and payout runs as documents, to write and to read (docs/formats.md). */
public final class WorkflowJson {

  private WorkflowJson() {}

  /** What {@code draft --json} prints; {@code variance} is absent where no month is closed. */
  public static JsonNode drafted(DraftedMonth month) {
    ObjectNode document = Json.object();
    document.set("draft", Json.valued(month.draft()));
    document.set("month", Json.closed(month.month()));
    if (month.variance() != null) {
      document.set("variance", Json.valued(month.variance()));
    }
    return document;
  }

  /** Reads what {@link #drafted} wrote. */
  public static DraftedMonth readDrafted(JsonNode document) {
    DraftedMonth.@Nullable Against variance =
        document.has("variance")
            ? Json.read(document.required("variance"), DraftedMonth.Against.class)
            : null;
    return new DraftedMonth(
        Json.read(document.required("draft"), DraftedMonth.Draft.class),
        Json.closedMonth(document.required("month")),
        variance);
  }

  /** What {@code approve --json} prints. */
  public static JsonNode draft(DraftedMonth.Draft draft) {
    return Json.valued(draft);
  }

  /** What {@code settings --json} prints. */
  public static JsonNode settings(List<Setting> settings) {
    return Json.valued(settings);
  }

  /** What {@code payouts --json} prints. */
  public static JsonNode payouts(List<Payout.Totals> runs) {
    ArrayNode document = Json.array();
    for (Payout.Totals run : runs) {
      ArrayNode totals =
          document.addObject().put("run", run.run()).put("state", run.state()).putArray("totals");
      for (Payout.Total it : run.totals()) {
        totals
            .addObject()
            .put("currency", it.currency())
            .put("state", it.state())
            .put("items", it.items())
            .put("amount", it.amount().toPlainString());
      }
    }
    return document;
  }

  /** Reads what {@link #payouts} wrote. */
  public static List<Payout.Totals> readPayouts(JsonNode document) {
    return List.of(Json.read(document, Payout.Totals[].class));
  }

  /** What {@code payouts show --json} prints, and whatever changes a run. */
  public static JsonNode payout(Payout run) {
    ObjectNode document = Json.object().put("run", run.run()).put("state", run.state());
    ArrayNode items = document.putArray("items");
    for (Payout.Item it : run.items()) {
      items
          .addObject()
          .put("party", it.party())
          .put("currency", it.currency())
          .put("amount", it.amount().toPlainString())
          .put("state", it.state())
          .put("reference", it.reference());
    }
    ArrayNode steps = document.putArray("steps");
    for (Payout.Step it : run.steps()) {
      steps
          .addObject()
          .put("place", it.place())
          .put("step", it.step())
          .put("items", it.items())
          .put("bookedIn", it.bookedIn())
          .put("who", it.who())
          .put("why", it.why());
    }
    return document;
  }

  /** Reads what {@link #payout} wrote. */
  public static Payout readPayout(JsonNode document) {
    return Json.read(document, Payout.class);
  }

  /** Who and why, as a wish says it. */
  public static ObjectNode wish(Signature by) {
    ObjectNode wish = Json.object();
    if (by.isNamed()) {
      wish.put("as", by.who());
    }
    if (by.why() != null) {
      wish.put("why", by.why());
    }
    return wish;
  }
}
