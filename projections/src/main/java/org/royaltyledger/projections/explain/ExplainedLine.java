package org.royaltyledger.projections.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a closed statement and every step that led to it. Numbers are text: exact ones reduced
 * fractions {@code p/q}, those to read decimals.
 *
 * @param parts the calculation; of an adjustment the one before, the one after and what they come
 *     to; then the statement
 * @param changes what came since the calculation before, and can have made an adjustment
 * @param facts that steps and grounds name by their numbers
 */
public record ExplainedLine(
    String period,
    String party,
    ListedLine line,
    List<Part> parts,
    List<Changed> changes,
    List<Fact> facts) {

  public ExplainedLine {
    parts = List.copyOf(parts);
    changes = List.copyOf(changes);
    facts = List.copyOf(facts);
  }

  /** Without what came of others: of the changes those that a step or a ground names. */
  public ExplainedLine withoutOthers() {
    Set<String> named = facts.stream().map(Fact::fact).collect(Collectors.toSet());
    return new ExplainedLine(
        period,
        party,
        line,
        parts,
        changes.stream().filter(it -> named.contains(it.fact)).toList(),
        facts);
  }

  /**
   * Steps that were made with what was known at one place of the log.
   *
   * @param part {@code calculation}, {@code before}, {@code after}, {@code adjustment} or {@code
   *     statement}
   * @param month whose figures they are
   * @param knownUpTo a place of the log, inclusive
   * @param knownAt when that was written
   */
  public record Part(
      String part,
      String month,
      long knownUpTo,
      String knownAt,
      List<Ground> grounds,
      List<Step> steps) {

    public Part {
      grounds = List.copyOf(grounds);
      steps = List.copyOf(steps);
    }

    /** As people read it. */
    public String heading() {
      String known = "%s with the log up to place %d, of %s".formatted(month, knownUpTo, knownAt);
      return switch (part) {
        case "calculation" -> "Calculated again, as recorded: " + known;
        case "before" -> "Before, as it was booked: " + known;
        case "after" -> "After, as it is known now: " + known;
        case "adjustment" -> "Adjustment: after less before";
        default -> "The statement";
      };
    }
  }

  /** What was in force. */
  public record Ground(String what, List<Integer> facts) {
    public Ground {
      facts = List.copyOf(facts);
    }
  }

  /**
   * One step.
   *
   * @param step its name, which operands of later steps give
   * @param section what it is a part of, and {@code title} in words
   * @param value exact
   * @param decimal the value to read, rounded half up to 12 decimals
   * @param unit of the value: a currency, units, percent or empty
   * @param text the arithmetic in one line
   */
  public record Step(
      String step,
      String section,
      String title,
      String what,
      String operation,
      List<Operand> operands,
      String value,
      String decimal,
      String unit,
      String text) {

    public Step {
      operands = List.copyOf(operands);
    }

    /** The arithmetic with the unit of what it gives. */
    public String arithmetic() {
      return unit.isEmpty() ? text : text + " " + unit;
    }
  }

  /**
   * A number that a step is made with.
   *
   * @param step which gave it, null if none did
   * @param fact the number of the one that says it, null if none does
   */
  public record Operand(
      String name, String value, String unit, @Nullable String step, @Nullable Integer fact) {}

  /**
   * Something that came since.
   *
   * @param fact its key, or what came
   * @param change whether it is new, another version or late usage
   * @param place in the log
   */
  public record Changed(String fact, String change, long place, String recorded) {}

  /**
   * A fact in the log.
   *
   * @param number in this document
   * @param fact its kind and key
   */
  public record Fact(int number, String fact, long place, String recorded) {}

  /** Where the facts of a step stand, as people read it; empty without any. */
  public String places(Step step) {
    return places(
        step.operands().stream()
            .flatMap(it -> Optional.ofNullable(it.fact()).stream())
            .distinct()
            .toList());
  }

  /** Where the facts of a ground stand. */
  public String places(Ground ground) {
    return places(ground.facts());
  }

  private String places(List<Integer> numbers) {
    return numbers.stream()
        .map(it -> facts.get(it - 1))
        .map(it -> "%s, place %d".formatted(it.fact(), it.place()))
        .collect(Collectors.joining("; "));
  }
}
