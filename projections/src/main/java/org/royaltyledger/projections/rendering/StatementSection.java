package org.royaltyledger.projections.rendering;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.projections.statement.Statement;

/**
 * The lines of a statement that a reader takes together.
 *
 * @param lines in their recorded order, at least one
 */
public record StatementSection(String offering, Kind kind, List<Statement.Line> lines) {

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

  /** The sections of a statement: by offering, then recordings, works, voices, direct. */
  public static List<StatementSection> of(Statement statement) {
    Map<String, Map<Kind, List<Statement.Line>>> offerings = new TreeMap<>(Codes.ORDER);
    for (Statement.Line line : statement.lines()) {
      offerings
          .computeIfAbsent(line.offering(), it -> new EnumMap<>(Kind.class))
          .computeIfAbsent(Kind.of(line.assetKind()), it -> new ArrayList<>())
          .add(line);
    }
    var sections = new ArrayList<StatementSection>();
    offerings.forEach(
        (offering, kinds) ->
            kinds.forEach(
                (kind, lines) -> sections.add(new StatementSection(offering, kind, lines))));
    return sections;
  }

  /** The sum of the lines' amounts, each rounded to 12 decimals for reading. */
  public BigDecimal sum() {
    return lines.stream().map(Statement.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
