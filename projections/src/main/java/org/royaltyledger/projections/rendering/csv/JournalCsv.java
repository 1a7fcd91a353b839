package org.royaltyledger.projections.rendering.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.royaltyledger.projections.balance.BookedPosting;

/** A row for each posting; texts are safe for a spreadsheet, as in {@link StatementCsv}. */
public final class JournalCsv {

  private JournalCsv() {}

  public static void write(List<BookedPosting> postings, char separator, Appendable to)
      throws IOException {
    var text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "place",
          "entry",
          "bookedIn",
          "usedIn",
          "reason",
          "account",
          "holder",
          "contract",
          "currency",
          "amount");
      for (BookedPosting it : postings) {
        csv.writeRecord(
            Long.toString(it.place()),
            Integer.toString(it.entry()),
            it.bookedIn(),
            it.usedIn(),
            it.reason(),
            it.account().kind().written(),
            StatementCsv.safe(it.account().holder()),
            StatementCsv.safe(it.account().contract()),
            it.currency(),
            it.amount().toPlainString());
      }
    }
    to.append(text.getBuffer());
  }
}
