package org.royaltyledger.api.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the naive calculation makes of a month, for tests of other rooms to compare with. */
public final class ReferenceFigures {

  private ReferenceFigures() {}

  /**
   * Every total and line of all statements.
   *
   * @param folder good input files of one month, all of them imported before the close
   */
  public static List<String> expected(Path folder, String period) {
    var month = new ReferenceMonth();
    month.importFolder(folder);
    Documents documents = month.close(period);
    return figures(Canonical.of(documents.close(), documents.statements()));
  }

  /** The same of what {@code statements --format json} printed. */
  public static List<String> printed(JsonNode statements) {
    return figures(Canonical.of(InputFile.JSON.createObjectNode(), statements));
  }

  private static List<String> figures(Canonical canonical) {
    var figures = new ArrayList<>(canonical.totals());
    figures.addAll(canonical.lines());
    return figures;
  }
}
