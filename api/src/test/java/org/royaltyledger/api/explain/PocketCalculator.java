package org.royaltyledger.api.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * Redoes an explanation from its document alone, by the words of docs/explain.md, without a class
 * of the program.
 */
public final class PocketCalculator {

  /** A fraction, reduced, with a denominator above 0. */
  private record Ratio(BigInteger p, BigInteger q) {

    static Ratio of(BigInteger p, BigInteger q) {
      BigInteger gcd = q.signum() < 0 ? p.gcd(q).negate() : p.gcd(q);
      return new Ratio(p.divide(gcd), q.divide(gcd));
    }

    static Ratio parse(String text) {
      String[] parts = text.split("/", -1);
      assertThat(parts).as(text).hasSize(2);
      var ratio = of(new BigInteger(parts[0]), new BigInteger(parts[1]));
      assertThat(ratio.text()).as("reduced").isEqualTo(text);
      return ratio;
    }

    static Ratio of(BigDecimal decimal) {
      return decimal.scale() <= 0
          ? of(decimal.toBigIntegerExact(), BigInteger.ONE)
          : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    String text() {
      return p + "/" + q;
    }

    Ratio plus(Ratio it) {
      return of(p.multiply(it.q).add(it.p.multiply(q)), q.multiply(it.q));
    }

    Ratio minus(Ratio it) {
      return of(p.multiply(it.q).subtract(it.p.multiply(q)), q.multiply(it.q));
    }

    Ratio times(Ratio it) {
      return of(p.multiply(it.p), q.multiply(it.q));
    }

    Ratio by(Ratio it) {
      return of(p.multiply(it.q), q.multiply(it.p));
    }

    boolean isLess(Ratio it) {
      return minus(it).p.signum() < 0;
    }

    Ratio to(Ratio decimals, RoundingMode mode) {
      return of(decimal(decimals.p.intValueExact(), mode));
    }

    BigDecimal decimal(int decimals, RoundingMode mode) {
      return new BigDecimal(p).divide(new BigDecimal(q), decimals, mode);
    }
  }

  private final JsonNode document;
  private final Map<String, Ratio> values = new HashMap<>();

  private PocketCalculator(JsonNode document) {
    this.document = document;
  }

  /**
   * Every step of an explanation gives what it says, and the last ones the line.
   *
   * @return what each step gave, as {@code part.step}
   */
  public static Map<String, String> redo(JsonNode document) {
    var calculator = new PocketCalculator(document);
    for (JsonNode part : document.path("parts")) {
      for (JsonNode step : part.path("steps")) {
        calculator.redo(part.path("part").stringValue(), step);
      }
    }
    calculator.factsAreThere();
    calculator.givesTheLine();
    var texts = new HashMap<String, String>();
    calculator.values.forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  private void redo(String part, JsonNode step) {
    String name = step.path("step").stringValue();
    List<Ratio> operands = new ArrayList<>();
    for (JsonNode it : step.path("operands")) {
      Ratio value = Ratio.parse(it.path("value").stringValue());
      if (!it.path("step").isNull()) {
        assertThat(value)
            .as("%s is made with %s", name, it)
            .isEqualTo(known(part, it.path("step").stringValue()));
      }
      operands.add(value);
    }
    Ratio value = apply(step.path("operation").stringValue(), operands);
    assertThat(value.text()).as("%s %s", part, step).isEqualTo(step.path("value").stringValue());
    BigDecimal read = new BigDecimal(step.path("decimal").stringValue());
    assertThat(read)
        .as("%s to read", step)
        .isEqualByComparingTo(value.decimal(12, RoundingMode.HALF_UP));
    assertThat(step.path("text").stringValue()).isNotBlank();
    assertThat(values.put(part + "." + name, value)).as("two steps %s", name).isNull();
  }

  private Ratio known(String part, String step) {
    return Objects.requireNonNull(
        values.getOrDefault(part + "." + step, values.get(step)), "no step " + step);
  }

  private static Ratio apply(String operation, List<Ratio> of) {
    return switch (operation) {
      case "take" -> {
        assertThat(of).hasSize(1);
        yield of.getFirst();
      }
      case "sum" -> fold(of, Ratio::plus);
      case "difference" -> fold(of, Ratio::minus);
      case "product" -> fold(of, Ratio::times);
      case "quotient" -> fold(of, Ratio::by);
      case "percent" -> of.get(0).times(of.get(1)).by(Ratio.parse("100/1"));
      case "greatest" -> fold(of, (a, b) -> a.isLess(b) ? b : a);
      case "least" -> fold(of, (a, b) -> a.isLess(b) ? a : b);
      case "round" -> of.get(0).to(of.get(1), RoundingMode.HALF_UP);
      case "cut" -> of.get(0).to(of.get(1), RoundingMode.DOWN);
      case "less" -> Ratio.parse(of.get(0).isLess(of.get(1)) ? "1/1" : "0/1");
      default -> throw new AssertionError("no pocket calculator has " + operation);
    };
  }

  private static Ratio fold(List<Ratio> of, BinaryOperator<Ratio> operator) {
    return of.stream().reduce(operator).orElseThrow();
  }

  /** Each with a place in the log; each number of one is that of a fact. */
  private void factsAreThere() {
    JsonNode facts = document.path("facts");
    assertThat(facts).isNotEmpty();
    int number = 0;
    for (JsonNode it : facts) {
      assertThat(it.path("number").intValue()).isEqualTo(++number);
      assertThat(it.path("place").longValue()).isPositive();
      assertThat(it.path("recorded").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
    for (JsonNode it : document.findValues("fact")) {
      if (it.isNumber()) {
        assertThat(it.intValue()).isBetween(1, number);
      }
    }
  }

  private void givesTheLine() {
    JsonNode line = document.path("line");
    String last = line.path("adjusts").isNull() ? "calculation" : "adjustment";
    assertThat(known(last, "line").text())
        .as("%s", line)
        .isEqualTo(line.path("exact").stringValue());
    assertThat(known(last, "line.amount"))
        .isEqualTo(Ratio.of(new BigDecimal(line.path("amount").stringValue())));
    // A work that nobody used earns without units.
    if (values.containsKey(last + ".line.units")) {
      assertThat(known(last, "line.units"))
          .isEqualTo(Ratio.of(new BigDecimal(line.path("units").stringValue())));
    } else {
      assertThat(line.path("units").stringValue()).isEqualTo("0");
    }
    assertThat(known("statement", "statement.pool")).isEqualTo(known(last, "party.amount"));
  }
}
