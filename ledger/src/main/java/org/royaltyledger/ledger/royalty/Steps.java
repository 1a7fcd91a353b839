package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;

/**
 * Collects steps. Each is calculated here from its operands; where the calculation has the same
 * figure, {@link #expect} compares the two, so that what is explained is what was calculated.
 */
public final class Steps {

  private final Map<String, Step> steps = new LinkedHashMap<>();
  private Step.Section section = Step.Section.REVENUE;

  /** What is added from now on belongs to this section. */
  public Steps in(Step.Section of) {
    section = of;
    return this;
  }

  /**
   * @throws IllegalStateException if there is a step of that name
   */
  public Step add(
      String name, String what, Operation operation, String unit, Step.Operand... operands) {
    return add(name, what, operation, unit, List.of(operands));
  }

  /** The same with any number of operands. */
  public Step add(
      String name, String what, Operation operation, String unit, List<Step.Operand> operands) {
    BigFraction value = operation.of(operands.stream().map(Step.Operand::value).toList());
    var step = new Step(name, section, what, operation, operands, value, unit);
    if (steps.put(name, step) != null) {
      throw new IllegalStateException("two steps are called " + name);
    }
    return step;
  }

  /**
   * @throws IllegalStateException if a step comes to something else than the calculation
   */
  public Step expect(BigFraction calculated, Step step) {
    if (!step.value().equals(calculated)) {
      throw new IllegalStateException(
          "step %s is %s, and the calculation says %s"
              .formatted(step.name(), Fractions.text(step.value()), Fractions.text(calculated)));
    }
    return step;
  }

  public List<Step> all() {
    return new ArrayList<>(steps.values());
  }

  /** What another step gave. */
  public static Step.Operand of(Step step) {
    return new Step.Operand(step.what(), step.value(), step.unit(), step.name(), null);
  }

  /** What a fact says. */
  public static Step.Operand said(String name, BigDecimal value, String unit, String fact) {
    return new Step.Operand(name, Fractions.of(value), unit, null, fact);
  }

  /** What was counted or is so by rule. */
  public static Step.Operand counted(String name, BigFraction value, String unit) {
    return new Step.Operand(name, value, unit, null, null);
  }

  public static Step.Operand counted(String name, long value) {
    return counted(name, BigFraction.of(value), "");
  }

  /** How many decimals a currency has. */
  public static Step.Operand decimals(CurrencyUnit currency) {
    return counted("decimals of " + code(currency), currency.getDefaultFractionDigits());
  }

  public static String code(CurrencyUnit currency) {
    return currency.getCurrencyCode();
  }

  /** Money rounded once, half up. */
  public Step round(String name, String what, Step exact, CurrencyUnit currency) {
    return add(name, what, Operation.ROUND, code(currency), of(exact), decimals(currency));
  }

  /**
   * A part by largest remainder: cut down, and one minor unit more if it is among the first.
   *
   * @param left how many minor units all the parts that are cut down leave
   * @param before to how many others one is given before
   */
  Step largestRemainder(
      String name, String what, Step exact, BigInteger left, int before, CurrencyUnit currency) {
    String code = code(currency);
    if (left.signum() == 0) {
      return add(
          name,
          what + ": cut down, nothing is left over",
          Operation.CUT,
          code,
          of(exact),
          decimals(currency));
    }
    Step cut =
        add(name + ".cut", what + ", cut down", Operation.CUT, code, of(exact), decimals(currency));
    add(name + ".remainder", "what is cut off", Operation.DIFFERENCE, code, of(exact), of(cut));
    Step more =
        add(
            name + ".more",
            "whether it gets one of the minor units left over: as many greater remainders come"
                + " before",
            Operation.LESS,
            "",
            counted("greater remainders, and equal ones that come before", before),
            counted("minor units left over", BigFraction.of(left), ""));
    var unit = new BigDecimal(BigInteger.ONE, currency.getDefaultFractionDigits());
    Step extra =
        add(
            name + ".extra",
            "what it gets of them",
            Operation.PRODUCT,
            code,
            of(more),
            counted("a minor unit", Fractions.of(unit), code));
    return add(name, what, Operation.SUM, code, of(cut), of(extra));
  }

  /** Trillionths as units. */
  static BigFraction units(BigInteger trillionths) {
    return BigFraction.of(trillionths, BigInteger.TEN.pow(12));
  }

  @Nullable Step find(String name) {
    return steps.get(name);
  }
}
