package org.royaltyledger.projections.setup;

import java.util.List;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.rendering.csv.StatementCsv;
import org.royaltyledger.projections.rendering.digest.StatementDigest;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.rendering.text.StatementText;

/** The list of all formats of statements. */
public final class StatementFormats {

  private StatementFormats() {}

  /** All of them, in the order in which help names them; people read the first. */
  public static List<StatementFormat> all() {
    return List.of(
        new StatementText(),
        new StatementCsv("csv", ','),
        new StatementCsv("tsv", '\t'),
        new StatementJson(),
        new StatementDigest());
  }
}
