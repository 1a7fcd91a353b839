package org.royaltyledger.projections.deep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How far each payout run has come, and what became of each party's money in it. */
final class Payouts {

  static final String LINE = "deep-payouts";

  private static final class Item {
    private final String amount;
    private String state = "in-payment";
    private @Nullable String reference;
    private long place;

    Item(String amount, long place) {
      this.amount = amount;
      this.place = place;
    }
  }

  private static final class Run {
    private final SortedMap<List<String>, Item> items = new TreeMap<>(Order.LISTS);
    private String state = "collected";
    private long place;
  }

  private final Store store;
  private final Findings findings;
  private final long upTo;
  private final SortedMap<Long, Run> runs = new TreeMap<>();

  /**
   * @param upTo the place that the tables have followed the log to
   */
  Payouts(Store store, Findings findings, long upTo) {
    this.store = store;
    this.findings = findings;
    this.upTo = upTo;
    findings.line(LINE, "");
  }

  void add(StoredEvent event, JsonNode fields) {
    if (event.place() > upTo) {
      return;
    }
    Run run = runs.computeIfAbsent(Fields.number(fields, "run"), _ -> new Run());
    String step = event.name().substring("payout-".length());
    run.place = event.place();
    switch (step) {
      case "collected" -> {
        for (JsonNode it : Fields.list(fields, "items")) {
          run.items.put(key(it), new Item(Fields.text(it, "amount"), event.place()));
        }
      }
      case "cancelled" -> said(event, fields, run, step, null);
      case "settled", "failed", "returned" ->
          said(event, fields, run, step, Fields.optional(fields, "reference"));
      default -> {} // its items stay where they are
    }
    run.state =
        switch (step) {
          case "settled", "failed", "returned" ->
              run.items.values().stream().anyMatch(it -> it.state.equals("in-payment"))
                  ? "sent"
                  : "ended";
          default -> step;
        };
  }

  private static List<String> key(JsonNode item) {
    return List.of(Fields.text(item, "party"), Fields.text(item, "currency"));
  }

  private void said(
      StoredEvent event, JsonNode fields, Run run, String state, @Nullable String reference) {
    for (JsonNode it : Fields.list(fields, "items")) {
      Item item = run.items.get(key(it));
      if (item == null || !item.amount.equals(Fields.text(it, "amount"))) {
        findings.add(
            LINE,
            Wrong.at(
                event.place(),
                "%s is about %s of %s, which is not in the run"
                    .formatted(event.told(), Fields.text(it, "amount"), key(it))));
      } else {
        item.state = state;
        item.reference = reference;
        item.place = event.place();
      }
    }
  }

  /** What can be said once all events were added. */
  void end() throws SQLException {
    var states = new Rows("payout_run", 1, "run", "state");
    var items =
        new Rows(
            "payout_item", 3, "run", "party", "currency", "amount", "state", "reference", "place");
    var all = new ArrayList<Item>();
    runs.forEach(
        (number, run) -> {
          states.add(run.place, run.place, number, run.state);
          run.items.forEach(
              (key, it) -> {
                all.add(it);
                items.add(
                    it.place,
                    it.place,
                    number,
                    key.getFirst(),
                    key.getLast(),
                    it.amount,
                    it.state,
                    it.reference,
                    it.place);
              });
        });
    states.compare(store, findings, LINE, 0, "");
    items.compare(store, findings, LINE, 0, "");
    findings.line(
        LINE,
        "%d payout runs with %d items, each where the log has it"
            .formatted(runs.size(), all.size()));
  }
}
