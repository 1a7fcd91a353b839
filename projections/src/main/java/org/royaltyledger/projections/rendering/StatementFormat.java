package org.royaltyledger.projections.rendering;

import java.io.IOException;
import java.util.List;
import org.royaltyledger.projections.rendering.csv.StatementCsv;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.rendering.text.StatementText;

/** A form that statements are handed out in. */
public interface StatementFormat {

  /** The list of formats, in the order in which help names them. */
  List<StatementFormat> ALL =
      List.of(
          new StatementText(),
          new StatementCsv("csv", ','),
          new StatementCsv("tsv", '\t'),
          new StatementJson());

  /** As in {@code --format}. */
  String name();

  /** Of a file, without the dot. */
  String extension();

  /** Writes statements, all of them in one document. */
  void write(List<StatementDocument> statements, Appendable to) throws IOException;
}
