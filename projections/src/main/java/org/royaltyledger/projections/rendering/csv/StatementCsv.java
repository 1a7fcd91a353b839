package org.royaltyledger.projections.rendering.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.statement.Statement;

/**
 * A row for each line, with the statement's period, party, currency and total before it.
 *
 * <p>A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class StatementCsv implements StatementFormat {

  private static final String FORMULA_STARTS = "=+-@\t\r\0＝＋－＠";

  private final String name;
  private final char separator;

  public StatementCsv(String name, char separator) {
    this.name = name;
    this.separator = separator;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String extension() {
    return name;
  }

  @Override
  public void write(List<StatementDocument> statements, Appendable to) throws IOException {
    var text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "period",
          "party",
          "currency",
          "total",
          "offering",
          "territory",
          "territoryOfUse",
          "useType",
          "asset",
          "licence",
          "part",
          "usedIn",
          "units",
          "share",
          "amount",
          "exact",
          "adjusts");
      for (StatementDocument document : statements) {
        for (Statement.Line line : document.statement().lines()) {
          write(csv, document.statement(), line);
        }
      }
    }
    to.append(text.getBuffer());
  }

  private static void write(CsvWriter csv, Statement statement, Statement.Line line) {
    csv.writeRecord(
        statement.period(),
        safe(statement.party()),
        statement.currency(),
        statement.total().toPlainString(),
        safe(line.offering()),
        line.territory(),
        line.territoryOfUse(),
        safe(line.useType()),
        safe(line.asset()),
        safe(line.licence()),
        Integer.toString(line.part()),
        line.usedIn(),
        line.units().toPlainString(),
        line.share().toPlainString(),
        line.amount().toPlainString(),
        line.fraction(),
        Objects.requireNonNullElse(line.adjusts(), ""));
  }

  static String safe(@Nullable String text) {
    String it = Objects.requireNonNullElse(text, "");
    return !it.isEmpty() && FORMULA_STARTS.indexOf(it.charAt(0)) >= 0 ? "'" + it : it;
  }
}
