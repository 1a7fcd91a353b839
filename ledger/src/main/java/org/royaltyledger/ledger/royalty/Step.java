package org.royaltyledger.ledger.royalty;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * One step from a month's figures to what a party gets, with all its numbers.
 *
 * @param name told apart by, e.g. {@code term.2}
 * @param section what it is a part of
 * @param what it gives, in words
 * @param unit a currency's code, {@link #UNITS} or empty
 */
public record Step(
    String name,
    Section section,
    String what,
    Operation operation,
    List<Operand> operands,
    BigFraction value,
    String unit) {

  public static final String UNITS = "units";
  public static final String PERCENT = "%";

  public Step {
    operands = List.copyOf(operands);
  }

  /** The steps of docs/calculation.md, in the order in which they are shown. */
  public enum Section {
    REVENUE("what was reported"),
    UNITS("units, coverage and what is set aside"),
    TERMS("the terms of the licence"),
    POOL("the pool"),
    ALLOCATION("the pool divided over what was used"),
    SPLIT("the line"),
    ROUNDING("the party's part of the pool, rounded once"),
    ADJUSTMENT("what became known since"),
    STATEMENT("from the line to what is paid");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** As in documents. */
    public String written() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A number that a step is made with.
   *
   * @param step the name of the step that gave it, null if none did
   * @param fact the key of the fact that says it, null if none does
   */
  public record Operand(
      String name, BigFraction value, String unit, @Nullable String step, @Nullable String fact) {}

  private boolean isPlain() {
    return operation == Operation.TAKE || (operation == Operation.SUM && operands.size() == 1);
  }

  /** The arithmetic and its result in one line, as a person writes it down. */
  public String arithmetic() {
    String made =
        operation.words(operands.stream().map(it -> Figure.text(it.value(), it.unit())).toList());
    return operation == Operation.LESS
        ? made + (value.signum() > 0 ? ": yes, 1" : ": no, 0")
        : made + (isPlain() ? "" : " = " + Figure.text(value, unit));
  }
}
