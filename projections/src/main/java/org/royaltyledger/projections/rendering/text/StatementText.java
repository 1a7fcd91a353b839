package org.royaltyledger.projections.rendering.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.rendering.StatementSection;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;

/** For a terminal: a section for each offering and kind, its lines, its sum, then what waits. */
public final class StatementText implements StatementFormat {

  private static final Set<Integer> NUMBERS_OF_LINES = Set.of(5, 6, 7);
  private static final Set<Integer> NUMBERS_OF_POOLS = Set.of(3, 4);
  private static final Set<Integer> NUMBERS_OF_HELD = Set.of(4, 5);
  private static final Set<Integer> NUMBERS_OF_WAITING = Set.of(4, 5);
  private static final String INDENT = "    ";

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
        "%s  %s  %s  total %s\n"
            .formatted(
                statement.party(),
                statement.period(),
                statement.currency(),
                statement.total().toPlainString()));
    BigDecimal sum = BigDecimal.ZERO;
    for (StatementSection section : StatementSection.of(statement)) {
      to.append("\n  %s, %s\n".formatted(section.offering(), section.title()));
      writeLines(section, to);
      sum = sum.add(section.sum());
    }
    if (!statement.lines().isEmpty()) {
      to.append(
          "\n  %s to %s; in each pool that is rounded once, so that all parties' parts add up to it\n"
              .formatted(
                  statement.lines().size() == 1
                      ? "the line comes"
                      : "the %d lines sum".formatted(statement.lines().size()),
                  sum.toPlainString()));
      writePools(statement, to);
    }
    if (statement.lines().stream().anyMatch(StatementText::elsewhere)) {
      to.append("  * paid from revenue reported for a wider territory\n");
    }
    if (statement.heldBack().signum() != 0) {
      to.append(
          "\n  %s more is held back until a claim is decided, by these lines\n"
              .formatted(statement.heldBack().toPlainString()));
      writeHeld(statement, to);
    }
    if (statement.payment() != null) {
      PaymentText.write(statement, statement.payment(), to);
    }
    if (!document.waiting().isEmpty()) {
      to.append("\n  waiting, and earning nothing yet\n");
      writeWaiting(document.waiting(), to);
    }
  }

  /** What waits of a party that has no statement in a currency. */
  public static void writeWaiting(
      String party, String period, String currency, List<OwnWaiting> waiting, Appendable to)
      throws IOException {
    to.append(
        "%s  %s  %s  nothing earned\n\n  waiting, and earning nothing yet\n"
            .formatted(party, period, currency));
    writeWaiting(waiting, to);
    to.append('\n');
  }

  private static void writeLines(StatementSection section, Appendable to) throws IOException {
    List<Statement.Line> lines = section.lines();
    List<String> units =
        Aligned.atPoint(lines.stream().map(it -> it.units().toPlainString()).toList());
    List<String> shares =
        Aligned.atPoint(lines.stream().map(it -> it.share().toPlainString()).toList());
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "asset",
            "territory",
            "use type",
            "licence/part",
            "used in",
            "units",
            "share %",
            "amount"));
    rows.add(List.of());
    for (int i = 0; i < lines.size(); i++) {
      Statement.Line line = lines.get(i);
      rows.add(
          List.of(
              line.asset() == null ? "(named itself)" : line.asset(),
              line.territoryOfUse() + (elsewhere(line) ? "*" : ""),
              line.useType(),
              line.licence() + "/" + line.part(),
              line.usedIn(),
              units.get(i),
              shares.get(i),
              line.amount().toPlainString()));
    }
    rows.add(List.of());
    rows.add(List.of("sum", "", "", "", "", "", "", section.sum().toPlainString()));
    write(rows, NUMBERS_OF_LINES, to);
  }

  private static void writeHeld(Statement statement, Appendable to) throws IOException {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("asset", "offering", "licence/part", "used in", "share %", "amount"));
    rows.add(List.of());
    for (Statement.Line it : statement.held()) {
      rows.add(
          List.of(
              it.asset() == null ? "(named itself)" : it.asset(),
              it.offering(),
              it.licence() + "/" + it.part(),
              it.usedIn(),
              it.share().toPlainString(),
              it.amount().toPlainString()));
    }
    write(rows, NUMBERS_OF_HELD, to);
  }

  private static void writePools(Statement statement, Appendable to) throws IOException {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("offering", "territory", "licence/part", "exact", "rounded"));
    rows.add(List.of());
    for (Statement.PoolShare it : statement.pools()) {
      rows.add(
          List.of(
              it.offering(),
              it.territory(),
              it.licence()
                  + "/"
                  + it.part()
                  + (it.adjusts() == null ? "" : ", adjusts " + it.adjusts()),
              Statement.Line.readable(statement.exactOf(it)).toPlainString(),
              it.amount().toPlainString()));
    }
    rows.add(List.of());
    rows.add(List.of("total", "", "", "", statement.total().toPlainString()));
    write(rows, NUMBERS_OF_POOLS, to);
    for (String it : RaisedTerms.of(statement)) {
      to.append("  ").append(it).append('\n');
    }
  }

  private static boolean elsewhere(Statement.Line line) {
    return !line.territory().equals(line.territoryOfUse());
  }

  private static void writeWaiting(List<OwnWaiting> waiting, Appendable to) throws IOException {
    List<String> units = Aligned.atPoint(waiting.stream().map(OwnWaiting::units).toList());
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("asset or party", "offering", "territory", "why", "usages", "units"));
    rows.add(List.of());
    var states = new TreeSet<String>();
    for (int i = 0; i < waiting.size(); i++) {
      OwnWaiting it = waiting.get(i);
      states.add(it.state());
      rows.add(
          Arrays.asList(
              it.target(),
              it.offering(),
              it.territory(),
              it.state(),
              Long.toString(it.usages()),
              units.get(i)));
    }
    write(rows, NUMBERS_OF_WAITING, to);
    for (String state : states) {
      to.append("  %s: %s\n".formatted(state, WaitingReason.of(state)));
    }
  }

  private static void write(List<List<String>> rows, Set<Integer> numbers, Appendable to)
      throws IOException {
    for (String line : Aligned.lines(rows, numbers)) {
      to.append(INDENT).append(line).append('\n');
    }
  }
}
