package org.royaltyledger.api.reference;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.royaltyledger.api.reference.Settlement.Purse;
import tools.jackson.databind.JsonNode;

/** Compares what the program settled with the second settlement: party by party, to the cent. */
final class SettledAsWritten {
  private static final List<String> NO_STATEMENT = List.of("no statement");
  private static final List<String> KEPT =
      List.of("fee", "recouped", "unrecouped", "reserved", "held", "payable");

  private final Settlement reference = new Settlement();

  void imported(Path folder) {
    reference.importFolder(folder);
  }

  /**
   * After a close.
   *
   * @param where the seed, for the message
   * @param statements as printed in JSON, like {@code accounts}
   * @param runs the payout runs as they were before the close
   */
  void closed(
      String where, String period, JsonNode statements, JsonNode accounts, List<JsonNode> runs) {
    Map<Purse, BigDecimal> inRuns = inRuns(runs);
    Map<Purse, List<String>> printed = new TreeMap<>(Purse.ORDER);
    for (JsonNode it : statements) {
      printed.put(purse(it), PrintedPayment.lines(it));
    }
    Map<Purse, List<String>> expected = new TreeMap<>(Purse.ORDER);
    for (Payment it : reference.close(YearMonth.parse(period), statements, inRuns)) {
      var purse = new Purse(it.party, it.currency);
      if (it.moved() || printed.containsKey(purse)) {
        expected.put(purse, it.lines());
      }
    }
    var whose = new TreeSet<>(Purse.ORDER);
    whose.addAll(expected.keySet());
    whose.addAll(printed.keySet());
    for (Purse it : whose) {
      assertThat(printed.getOrDefault(it, NO_STATEMENT))
          .as("%s: %s in %s", where, it, period)
          .isEqualTo(expected.getOrDefault(it, NO_STATEMENT));
    }
    assertThat(kept(accounts))
        .as("%s: kept after %s", where, period)
        .isEqualTo(withoutZeros(reference.accounts(inRuns)));
  }

  /** What payout runs have taken of what was payable, and not given back. */
  private static Map<Purse, BigDecimal> inRuns(List<JsonNode> runs) {
    Map<Purse, BigDecimal> taken = new TreeMap<>(Purse.ORDER);
    for (JsonNode run : runs) {
      for (JsonNode it : run.path("items")) {
        if (List.of("in-payment", "settled").contains(it.path("state").asString())) {
          taken.merge(purse(it), new BigDecimal(it.path("amount").asString()), BigDecimal::add);
        }
      }
    }
    return taken;
  }

  private static Map<String, BigDecimal> kept(JsonNode accounts) {
    Map<String, BigDecimal> kept = new LinkedHashMap<>();
    for (JsonNode it : accounts.path("accounts")) {
      if (KEPT.contains(it.path("account").asString())) {
        kept.put(
            Stream.of("account", "holder", "contract", "currency")
                .map(field -> it.path(field).asString(""))
                .filter(word -> !word.isEmpty())
                .collect(joining(" ")),
            new BigDecimal(it.path("balance").asString()));
      }
    }
    return withoutZeros(kept);
  }

  private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> some = new TreeMap<>(amounts);
    some.values().removeIf(it -> it.signum() == 0);
    return some;
  }

  private static Purse purse(JsonNode it) {
    return new Purse(it.path("party").asString(), it.path("currency").asString());
  }
}
