package org.royaltyledger.api.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/** Has every line of a month's statements explained, and redoes each. */
public final class ExplainsStatements {

  /** Few, so that there are several. */
  private static final int PAGE = 7;

  private final Function<List<String>, JsonNode> program;
  private int redone;
  private boolean anything;

  /**
   * @param program runs a command, and gives the document that it prints
   */
  public ExplainsStatements(Function<List<String>, JsonNode> program) {
    this.program = program;
  }

  /** Whether there was a line at all. */
  public boolean isAnything() {
    return anything;
  }

  /** How many lines were redone. */
  public int redone() {
    return redone;
  }

  /**
   * @param period a closed one
   * @param which lines, by their place among all of the month
   */
  public void of(String period, IntPredicate which) {
    JsonNode statements = run("statements", period, "--format", "json");
    Set<String> parties = new LinkedHashSet<>();
    statements.forEach(it -> parties.add(it.path("party").stringValue()));
    int place = 0;
    for (String party : parties) {
      int number = 0;
      for (JsonNode line : lines(period, party)) {
        assertThat(line.path("line").intValue()).isEqualTo(++number);
        anything = true;
        if (which.test(place++)) {
          explain(period, party, line);
        }
      }
      assertThat(number)
          .isEqualTo(
              statements.values().stream()
                  .filter(it -> it.path("party").stringValue().equals(party))
                  .mapToInt(it -> it.path("lines").size() + it.path("held").size())
                  .sum());
    }
  }

  /** Where there is only one, it is explained at once. */
  private List<JsonNode> lines(String period, String party) {
    JsonNode answer = run("explain", period, "--party", party, "--json");
    return answer.has("lines")
        ? List.copyOf(answer.path("lines").values())
        : List.of(answer.path("line"));
  }

  private void explain(String period, String party, JsonNode line) {
    String number = line.path("line").asString();
    JsonNode explained = run("explain", period, "--party", party, "--line", number, "--json");
    assertThat(explained.path("line")).isEqualTo(line);
    assertUsages(period, party, line, PocketCalculator.redo(explained));
    redone++;
  }

  /** All pages together are the units of the line. */
  private void assertUsages(
      String period, String party, JsonNode line, Map<String, String> values) {
    boolean adjusts = !line.path("adjusts").isNull();
    for (String known : adjusts ? List.of("after", "before") : List.of("calculation")) {
      String units = values.get(known + ".line.units");
      if (units != null) {
        BigDecimal sum = BigDecimal.ZERO;
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
          JsonNode found = usages(period, party, line, known.equals("before"), page);
          pages = found.path("pages").intValue();
          assertThat(found.path("uses").size()).isBetween(1, PAGE);
          for (JsonNode use : found.path("uses")) {
            BigDecimal product =
                decimal(use, "weight").multiply(new BigDecimal(use.path("quantity").asString()));
            assertThat(product).isEqualByComparingTo(decimal(use, "units"));
            sum = sum.add(product);
            assertVote(use.path("vote"), found.path("model").stringValue());
          }
          assertThat(decimal(found, "units")).isEqualByComparingTo(decimal(units));
        }
        assertThat(sum).as("units of %s", line).isEqualByComparingTo(decimal(units));
      }
    }
  }

  private JsonNode usages(String period, String party, JsonNode line, boolean before, int page) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "explain", period, "--party", party, "--json", "--usages", "--limit", "" + PAGE));
    words.addAll(List.of("--line", line.path("line").asString(), "--page", "" + page));
    if (before) {
      words.add("--before");
    }
    return run(words.toArray(String[]::new));
  }

  private static void assertVote(JsonNode vote, String model) {
    if (vote.isNull()) {
      return;
    }
    BigInteger all = BigInteger.TEN.pow(18);
    BigDecimal weight =
        model.equals("SHAPLEY_INDEX")
            ? new BigDecimal(all.divide(new BigInteger(vote.path("targets").asString())))
            : decimal(vote, "all").signum() == 0
                ? BigDecimal.ZERO
                : decimal(vote, "units")
                    .multiply(new BigDecimal(all))
                    .divide(decimal(vote, "all"), 0, RoundingMode.DOWN);
    assertThat(decimal(vote, "weight")).isEqualByComparingTo(weight);
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(node.path(field).stringValue());
  }

  private static BigDecimal decimal(String fraction) {
    String[] parts = fraction.split("/", -1);
    return new BigDecimal(parts[0]).divide(new BigDecimal(parts[1]), 12, RoundingMode.UNNECESSARY);
  }

  private JsonNode run(String... words) {
    return Objects.requireNonNull(program.apply(List.of(words)));
  }
}
