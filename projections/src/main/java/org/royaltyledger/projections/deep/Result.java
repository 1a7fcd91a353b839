package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run came to, put together from its parts; its lines stay where they are. */
final class Result {

  /** An entry of a block, and the place of that. */
  record Item(GenericRecord entry, long place) {}

  /** A pool, of which parts may stand in several blocks. */
  static final class Pool {
    private final GenericRecord first;
    private final long place;
    private final BigDecimal none;
    private final Map<String, BigDecimal> parties = new TreeMap<>(Order.IDS);
    private final Map<String, BigDecimal> held = new TreeMap<>(Order.IDS);

    Pool(GenericRecord first, long place) {
      this.first = first;
      this.place = place;
      this.none = BigDecimal.ZERO.setScale(ResultBlock.decimal(first, "amount").scale());
    }

    GenericRecord entry() {
      return first;
    }

    long place() {
      return place;
    }

    /** 0 in its currency's decimals. */
    BigDecimal none() {
      return none;
    }

    Map<String, BigDecimal> parties() {
      return parties;
    }

    Map<String, BigDecimal> held() {
      return held;
    }

    BigDecimal breakage() {
      return ResultBlock.optional(first, "breakage") == null
          ? none
          : ResultBlock.decimal(first, "breakage");
    }
  }

  /** What is booked of one month: of the closed one itself, or of one that is adjusted. */
  static final class Month {
    private final List<Item> rows = new ArrayList<>();
    private final Map<List<String>, Pool> pools = new LinkedHashMap<>();
    private final List<Item> waiting = new ArrayList<>();
    private final List<Item> notices = new ArrayList<>();

    List<Item> rows() {
      return rows;
    }

    Iterable<Pool> pools() {
      return pools.values();
    }

    /** In pieces as they stand there: those of one have the same amount. */
    List<Item> waiting() {
      return waiting;
    }

    List<Item> notices() {
      return notices;
    }
  }

  private final Store store;
  private final String period;
  private final List<Runs.Part> parts;
  private final Map<String, Month> months = new LinkedHashMap<>();
  private final List<JsonNode> settlements = new ArrayList<>();

  private Result(Store store, String period, List<Runs.Part> parts) {
    this.store = store;
    this.period = period;
    this.parts = parts;
  }

  /** Puts the parts of a run together. */
  static Result of(Store store, String period, List<Runs.Part> parts)
      throws IOException, SQLException {
    var inOrder = new ArrayList<Runs.Part>();
    // The month itself, then each that is adjusted, as they are booked.
    parts.stream().filter(it -> period.equals(it.month())).forEach(inOrder::add);
    var others = new TreeMap<String, List<Runs.Part>>();
    for (Runs.Part it : parts) {
      if (it.month() != null && !it.month().equals(period)) {
        others.computeIfAbsent(it.month(), _ -> new ArrayList<>()).add(it);
      }
    }
    others.values().forEach(inOrder::addAll);
    var result = new Result(store, period, inOrder);
    result.months.put(period, new Month());
    for (Runs.Part it : inOrder) {
      result.add(ResultBlock.read(store.event(it.place()).payload()), it.place());
    }
    for (Runs.Part it : parts) {
      if (it.month() == null) {
        result.settlements.add(Fields.read(store.event(it.place()).payload()));
      }
    }
    return result;
  }

  private void add(GenericRecord block, long place) {
    Month month = months.computeIfAbsent(ResultBlock.text(block, "period"), _ -> new Month());
    ResultBlock.list(block, "rows").forEach(it -> month.rows.add(new Item(it, place)));
    ResultBlock.list(block, "waiting").forEach(it -> month.waiting.add(new Item(it, place)));
    ResultBlock.list(block, "notices").forEach(it -> month.notices.add(new Item(it, place)));
    for (GenericRecord it : ResultBlock.list(block, "pools")) {
      Pool pool = month.pools.computeIfAbsent(key(it), _ -> new Pool(it, place));
      for (GenericRecord party : ResultBlock.list(it, "parties")) {
        pool.parties.put(ResultBlock.text(party, "party"), ResultBlock.decimal(party, "amount"));
      }
      for (GenericRecord party : ResultBlock.list(it, "held")) {
        pool.held.put(ResultBlock.text(party, "party"), ResultBlock.decimal(party, "amount"));
      }
    }
  }

  private static List<String> key(GenericRecord pool) {
    return List.of(
        ResultBlock.text(pool, "licence"),
        ResultBlock.text(pool, "part"),
        ResultBlock.text(pool, "offering"),
        ResultBlock.text(pool, "territory"));
  }

  String period() {
    return period;
  }

  /** By month: the closed one, then those that are adjusted. */
  Map<String, Month> months() {
    return months;
  }

  /** What tables say of a month: nothing of the closed one itself. */
  String adjusts(String month) {
    return month.equals(period) ? "" : month;
  }

  /** The parts of the settlement, none if the program settled nothing. */
  List<JsonNode> settlements() {
    return settlements;
  }

  /** All entries of one list of the settlement. */
  List<JsonNode> settled(String list) {
    return settlements.stream().flatMap(it -> Fields.list(it, list).stream()).toList();
  }

  /** Takes a line. */
  interface Lines {
    /**
     * @param adjusts the month it is the change of, empty for the closed one
     * @param number among all lines of the close, from 0
     * @param place of its block
     */
    void take(GenericRecord line, String adjusts, int number, long place) throws SQLException;
  }

  /** The lines, read again from the log each time: there may be millions. */
  void lines(Lines lines) throws IOException, SQLException {
    int number = 0;
    for (Runs.Part part : parts) {
      GenericRecord block = ResultBlock.read(store.event(part.place()).payload());
      String adjusts = adjusts(ResultBlock.text(block, "period"));
      for (GenericRecord it : ResultBlock.list(block, "lines")) {
        lines.take(it, adjusts, number++, part.place());
      }
    }
  }

  static @Nullable GenericRecord raised(Pool pool) {
    return pool.entry().get("raised") instanceof GenericRecord it ? it : null;
  }
}
