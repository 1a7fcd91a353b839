package org.royaltyledger.projections.rendering;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.projections.statement.Statement;

/**
 * The lines of a statement that a reader takes together.
 *
 * @param adjusts the closed month of which they are the change, null for the statement's own
 * @param lines in their recorded order, at least one
 */
public record StatementSection(
    @Nullable String adjusts, String offering, Kind kind, List<Statement.Line> lines) {

  public StatementSection {
    lines = List.copyOf(lines);
  }

  /** The sections of an offering, in their order. */
  public enum Kind {
    RECORDING("recordings"),
    WORK("works"),
    VOICE("voices"),
    DIRECT("direct");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** As people read it. */
    public String title() {
      return title;
    }

    private static Kind of(@Nullable String assetKind) {
      return assetKind == null ? DIRECT : valueOf(assetKind);
    }
  }

  private record Key(String adjusts, String offering, Kind kind) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::adjusts)
            .thenComparing(Key::offering, Codes.ORDER)
            .thenComparing(Key::kind);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The sections of a statement: its own month, then the months it adjusts; in each by offering,
   * then recordings, works, voices, direct.
   */
  public static List<StatementSection> of(Statement statement) {
    var sections = new TreeMap<Key, List<Statement.Line>>();
    for (Statement.Line line : statement.lines()) {
      String adjusts = Objects.requireNonNullElse(line.adjusts(), "");
      sections
          .computeIfAbsent(
              new Key(adjusts, line.offering(), Kind.of(line.assetKind())), _ -> new ArrayList<>())
          .add(line);
    }
    return sections.entrySet().stream()
        .map(
            it ->
                new StatementSection(
                    it.getKey().adjusts.isEmpty() ? null : it.getKey().adjusts,
                    it.getKey().offering,
                    it.getKey().kind,
                    it.getValue()))
        .toList();
  }

  /** What is in it, as people read it, e.g. {@code recordings: adjustment of 2026-09}. */
  public String title() {
    return kind.title() + (adjusts == null ? "" : ": adjustment of " + adjusts);
  }

  /** The sum of the lines' amounts, each rounded to 12 decimals for reading. */
  public BigDecimal sum() {
    return lines.stream().map(Statement.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
