package org.royaltyledger.projections.rendering.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;

/** For a terminal: a section for each offering and kind, its lines, its sum, then what waits. */
public final class StatementText implements StatementFormat {

  private static final int[] WIDTHS = {24, 9, 22, 20, 9, 20, 7, 22};

  /** The sections of a statement, in their order. */
  private enum Section {
    RECORDING("recordings"),
    WORK("works"),
    VOICE("voices"),
    DIRECT("direct");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    static Section of(@Nullable String assetKind) {
      return assetKind == null ? DIRECT : valueOf(assetKind);
    }
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String extension() {
    return "txt";
  }

  @Override
  public void write(List<StatementDocument> statements, Appendable to) throws IOException {
    for (StatementDocument document : statements) {
      write(document, to);
      to.append('\n');
    }
  }

  private static void write(StatementDocument document, Appendable to) throws IOException {
    Statement statement = document.statement();
    to.append(
            "%s  %s  %s  total %s"
                .formatted(
                    statement.party(),
                    statement.period(),
                    statement.currency(),
                    statement.total().toPlainString()))
        .append('\n');
    Map<String, Map<Section, List<Statement.Line>>> sections = new TreeMap<>();
    for (Statement.Line line : statement.lines()) {
      sections
          .computeIfAbsent(line.offering(), it -> new TreeMap<>())
          .computeIfAbsent(Section.of(line.assetKind()), it -> new ArrayList<>())
          .add(line);
    }
    for (var offering : sections.entrySet()) {
      for (var section : offering.getValue().entrySet()) {
        write(offering.getKey(), section.getKey(), section.getValue(), to);
      }
    }
    if (!document.waiting().isEmpty()) {
      to.append("  waiting, and earning nothing yet\n");
      for (OwnWaiting it : document.waiting()) {
        to.append(
            "    %s  %s %s  %s  %d usages, %s units: %s\n"
                .formatted(
                    it.target(),
                    it.offering(),
                    it.territory(),
                    it.state(),
                    it.usages(),
                    it.units(),
                    WaitingReason.of(it.state())));
      }
    }
  }

  private static void write(
      String offering, Section section, List<Statement.Line> lines, Appendable to)
      throws IOException {
    to.append("  %s, %s\n".formatted(offering, section.title));
    row(
        to,
        "asset",
        "territory",
        "use type",
        "licence/part",
        "used in",
        "units",
        "share",
        "amount");
    BigDecimal sum = BigDecimal.ZERO;
    for (Statement.Line line : lines) {
      String territory =
          line.territory().equals(line.territoryOfUse())
              ? line.territory()
              : line.territoryOfUse() + "*";
      row(
          to,
          line.asset() == null ? "(named itself)" : line.asset(),
          territory,
          line.useType(),
          line.licence() + "/" + line.part(),
          line.usedIn(),
          line.units().toPlainString(),
          line.share().toPlainString() + "%",
          line.amount().toPlainString());
      sum = sum.add(line.amount());
    }
    row(to, "", "", "", "", "", "", "sum", sum.toPlainString());
  }

  private static void row(Appendable to, String... cells) throws IOException {
    var line = new StringBuilder("   ");
    for (int i = 0; i < cells.length; i++) {
      String space =
          " ".repeat(Math.max(0, WIDTHS[i] - cells[i].codePointCount(0, cells[i].length())));
      boolean number = i >= 5;
      line.append(' ').append(number ? space + cells[i] : cells[i] + space);
    }
    to.append(line.toString().stripTrailing()).append('\n');
  }
}
