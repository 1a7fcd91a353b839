package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a CSV file.
 *
 * @param line the number of its first line
 * @param text as it came
 * @param cells as far as they could be read
 * @param fault why it is no record; null if it is one
 */
record CsvRecord(long line, String text, List<String> cells, @Nullable String fault) {

  CsvRecord {
    cells = List.copyOf(cells);
  }
}
