package org.royaltyledger.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What was shown right after each close, to be shown again as it was known there. */
final class KnownThen {
  private final Function<String[], JsonNode> run;
  private final List<Seen> seen = new ArrayList<>();

  /**
   * @param run gives the document that a command prints
   */
  KnownThen(Function<String[], JsonNode> run) {
    this.run = run;
  }

  /** Places of the log before and after a close, and what was shown after it. */
  private record Seen(
      String period, long before, long after, JsonNode statements, JsonNode accounts) {}

  long head() {
    return run("accounts", "--as-of", "0", "--json").path("now").path("place").asLong();
  }

  void closed(String period, long before) {
    seen.add(
        new Seen(
            period,
            before,
            head(),
            run("statements", period, "--format", "json"),
            run("accounts", "--json")));
  }

  /** Whatever came since, of the last close, of a month before it, and of the open month. */
  void isShownAgain(String where, Dice dice) {
    for (int number = 0; number < seen.size(); number++) {
      Seen it = seen.get(number);
      JsonNode known = run("accounts", "--as-of", "" + it.after, "--json");
      assertThat(balances(known, "then"))
          .as("%s: accounts at place %d", where, it.after)
          .isEqualTo(balances(it.accounts, "balance"));
      for (String month :
          new TreeSet<>(List.of(it.period, seen.get(dice.between(0, number)).period))) {
        JsonNode then = month(where, month, it.after, "closed");
        String of = "%s: %s at place %d: %s".formatted(where, month, it.after, then);
        assertThat(earned(then, "booked"))
            .as(of)
            .isEqualTo(booked(month, seen.subList(0, number + 1)));
        assertThat(reasons(then)).as(of).containsAll(adjusted(month, number + 1));
      }
      assertThat(earned(month(where, it.period, it.before, "open"), "total"))
          .as("%s: %s just before it was closed, at place %d", where, it.period, it.before)
          .isEqualTo(booked(it.period, seen.subList(number, number + 1)));
    }
  }

  /** The closes from one on that moved money of a month. */
  private Set<String> adjusted(String month, int from) {
    var closes = new TreeSet<String>();
    for (Seen close : seen.subList(from, seen.size())) {
      if (!booked(month, List.of(close)).isEmpty()) {
        closes.add(close.period);
      }
    }
    return closes;
  }

  /** The closes of which it is told what they booked, and not only that they did. */
  private static Set<String> reasons(JsonNode known) {
    var closes = new TreeSet<String>();
    for (JsonNode it : known.path("events")) {
      if (!it.path("event").asString().equals("period-closed")) {
        closes.add(it.path("bookedBy").asString("not yet"));
      }
    }
    return closes;
  }

  private JsonNode month(String where, String month, long place, String state) {
    JsonNode known = run("statements", month, "--as-of", "" + place, "--format", "json");
    String of = "%s: %s at place %d: %s".formatted(where, month, place, known);
    assertThat(known.path("then").path("state").asString()).as(of).isEqualTo(state);
    boolean moved = !earned(known, "now", "total").equals(earned(known, "then", "total"));
    if (state.equals("closed")) {
      // A close has just booked all that was known.
      assertThat(earned(known, "total")).as(of).isEqualTo(earned(known, "booked"));
      moved |= !earned(known, "now", "booked").equals(earned(known, "then", "booked"));
    }
    if (moved) {
      assertThat(known.path("events")).as(of).isNotEmpty();
    }
    for (JsonNode it : known.path("statements")) {
      assertThat(amount(it.path("then"), "total").add(amount(it, "difference")))
          .as(of)
          .isEqualByComparingTo(amount(it.path("now"), "total"));
    }
    return known;
  }

  private static Map<String, BigDecimal> earned(JsonNode known, String figure) {
    return earned(known, "then", figure);
  }

  private static Map<String, BigDecimal> earned(JsonNode known, String when, String figure) {
    var sums = new TreeMap<String, BigDecimal>();
    known.path("statements").forEach(it -> add(sums, whose(it), amount(it.path(when), figure)));
    return sums;
  }

  /** What closes booked of a month's revenue, from the statements that they showed. */
  private static Map<String, BigDecimal> booked(String month, List<Seen> closes) {
    var sums = new TreeMap<String, BigDecimal>();
    for (Seen close : closes) {
      for (JsonNode statement : close.statements) {
        for (JsonNode pool : statement.path("pools")) {
          if (pool.path("adjusts").asString(close.period).equals(month)) {
            add(sums, whose(statement), amount(pool, "amount"));
          }
        }
      }
    }
    return sums;
  }

  private static Map<String, BigDecimal> balances(JsonNode document, String field) {
    var sums = new LinkedHashMap<String, BigDecimal>();
    for (JsonNode it : document.path("accounts")) {
      String account =
          String.join(
              " ",
              it.path("account").asString(),
              it.path("holder").asString(),
              it.path("contract").asString(""),
              it.path("currency").asString());
      add(sums, account, amount(it, field));
    }
    return sums;
  }

  private static String whose(JsonNode it) {
    return it.path("party").asString() + " " + it.path("currency").asString();
  }

  /** Without what comes to nothing. */
  private static void add(Map<String, BigDecimal> sums, String key, BigDecimal amount) {
    if (sums.merge(key, amount, BigDecimal::add).signum() == 0) {
      sums.remove(key);
    }
  }

  private static BigDecimal amount(JsonNode it, String field) {
    return new BigDecimal(it.required(field).asString());
  }

  private JsonNode run(String... command) {
    return run.apply(command);
  }
}
