package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.ledger.money.Fractions;

/** What a {@link Step} does with its operands: nothing that a pocket calculator cannot. */
public enum Operation {
  /** The one operand as it was reported, counted or chosen. */
  TAKE("take", "%s"),
  SUM("sum", " + "),
  /** The first less all the others. */
  DIFFERENCE("difference", " - "),
  PRODUCT("product", " × "),
  QUOTIENT("quotient", " / "),
  /** The first in percent of the second. */
  PERCENT("percent", "%s %% of %s"),
  GREATEST("greatest", "the greatest of "),
  LEAST("least", "the least of "),
  /** The first half up, away from 0, to as many decimals as the second says. */
  ROUND("round", "%s rounded half up to %s decimals"),
  /** The first down, towards 0, to as many decimals as the second says. */
  CUT("cut", "%s cut down to %s decimals"),
  /** 1 if the first is less than the second, else 0. */
  LESS("less", "%s is less than %s");

  private final String written;
  private final String form;

  Operation(String written, String form) {
    this.written = written;
    this.form = form;
  }

  /** As in documents. */
  public String written() {
    return written;
  }

  BigFraction of(List<BigFraction> operands) {
    return switch (this) {
      case TAKE -> one(operands);
      case SUM -> fold(operands, BigFraction::add);
      case DIFFERENCE -> fold(operands, BigFraction::subtract);
      case PRODUCT -> fold(operands, BigFraction::multiply);
      case QUOTIENT -> fold(operands, BigFraction::divide);
      case PERCENT -> fold(operands, BigFraction::multiply).divide(100);
      case GREATEST -> fold(operands, (a, b) -> Fractions.compare(a, b) >= 0 ? a : b);
      case LEAST -> fold(operands, (a, b) -> Fractions.compare(a, b) <= 0 ? a : b);
      case ROUND -> decimal(operands, RoundingMode.HALF_UP);
      case CUT -> decimal(operands, RoundingMode.DOWN);
      case LESS ->
          Fractions.compare(operands.get(0), operands.get(1)) < 0
              ? BigFraction.ONE
              : BigFraction.ZERO;
    };
  }

  private static BigFraction one(List<BigFraction> operands) {
    if (operands.size() != 1) {
      throw new IllegalArgumentException(operands.size() + " figures where one is taken");
    }
    return operands.getFirst();
  }

  private static BigFraction fold(
      List<BigFraction> operands, BinaryOperator<BigFraction> operator) {
    return operands.stream().reduce(operator).orElseThrow();
  }

  private static BigFraction decimal(List<BigFraction> operands, RoundingMode mode) {
    BigDecimal rounded =
        operands.get(0).bigDecimalValue(operands.get(1).bigDecimalValue().intValueExact(), mode);
    return Fractions.of(rounded);
  }

  /**
   * The arithmetic in one line, without its result.
   *
   * @param operands as they are read
   */
  String words(List<String> operands) {
    return switch (this) {
      case TAKE, PERCENT, ROUND, CUT, LESS -> form.formatted(operands.toArray());
      case SUM, DIFFERENCE, PRODUCT, QUOTIENT -> String.join(form, operands);
      case GREATEST, LEAST -> form + String.join(" and ", operands);
    };
  }
}
