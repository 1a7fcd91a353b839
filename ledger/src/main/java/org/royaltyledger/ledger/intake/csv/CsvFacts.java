package org.royaltyledger.ledger.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.FactReader;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.value.Refused;

/** One CSV format: its columns, and how a row becomes a fact. */
abstract class CsvFacts implements FactReader {

  private final List<String> required;
  private final List<String> columns;

  /**
   * @param required the columns that must be there, separated by blanks
   * @param optional those that may be missing
   */
  CsvFacts(String required, String optional) {
    this.required = List.of(required.split(" "));
    this.columns = new ArrayList<>(this.required);
    if (!optional.isEmpty()) {
      columns.addAll(List.of(optional.split(" ")));
    }
  }

  /**
   * Offers the fact of a row.
   *
   * @throws IllegalArgumentException if it states none: why, and the way out
   */
  abstract void row(CsvRow row, FactIntake intake);

  /** The columns that tell of persons. */
  List<String> personal() {
    return List.of();
  }

  /** Whether no message may repeat a cell, not even of a file that has them in other columns. */
  boolean isSecret() {
    return false;
  }

  /** Takes note of a row that is none; its cells are as many as could be told apart. */
  void faulty(CsvRow row, String fault, FactIntake intake) {
    intake.reject(row.line(), fault);
  }

  /** Comes after the last row. */
  void end(FactIntake intake) {}

  @Override
  public final void check(String file, InputStream content) throws IOException {
    places(file, new CsvRecords(content).next());
  }

  @Override
  public final boolean isPersonal(InputStream content) throws IOException {
    if (personal().isEmpty()) {
      return false;
    }
    var records = new CsvRecords(content);
    Map<String, Integer> places = places("", records.next());
    for (CsvRecord record = records.next(); record != null; record = records.next()) {
      var row = new CsvRow(new Line(record.line(), record.text()), places, record.cells());
      if (personal().stream().anyMatch(it -> !row.raw(it).isEmpty())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final void read(InputStream content, FactIntake intake) throws IOException {
    var records = new CsvRecords(content);
    Map<String, Integer> places = places(intake.file(), records.next());
    for (CsvRecord record = records.next(); record != null; record = records.next()) {
      Line line = intake.line(record.line(), record.text());
      var row = new CsvRow(line, places, record.cells());
      if (record.fault() != null) {
        faulty(row, record.fault(), intake);
      } else if (record.cells().size() != places.size()) {
        faulty(
            row,
            "row has %d cells where the header has %d: put cells with a comma in quotes"
                .formatted(record.cells().size(), places.size()),
            intake);
      } else {
        try {
          row(row, intake);
        } catch (IllegalArgumentException e) {
          faulty(row, String.valueOf(e.getMessage()), intake);
        }
      }
    }
    end(intake);
  }

  private Map<String, Integer> places(String file, @Nullable CsvRecord header) {
    if (header == null) {
      throw bad(file, "is empty: let it begin with a line of columns, " + theColumns());
    }
    String line = "line %d: ".formatted(header.line());
    if (header.fault() != null) {
      throw bad(file, line + header.fault().replaceFirst("^record", "header"));
    }
    var places = new LinkedHashMap<String, Integer>();
    for (String column : header.cells()) {
      if (!columns.contains(column) && column.indexOf('\r') >= 0) {
        throw bad(file, line + "a line ends with CR alone: save the file with LF or CRLF");
      }
      if (!columns.contains(column) && header.cells().size() == 1 && column.matches(".*[;\t].*")) {
        throw bad(
            file,
            line + "there is no comma in %s: separate columns by commas".formatted(shown(column)));
      }
      if (!columns.contains(column)) {
        throw bad(
            file,
            line
                + (isSecret() ? "a column" : "column " + shown(column))
                + " is unknown: "
                + theColumns());
      }
      if (places.put(column, places.size()) != null) {
        throw bad(file, line + "column '%s' stands twice: keep one".formatted(column));
      }
    }
    for (String column : required) {
      if (!places.containsKey(column)) {
        throw bad(file, line + "column '%s' is missing: ".formatted(column) + theColumns());
      }
    }
    return places;
  }

  private String shown(String cell) {
    return isSecret() ? "the line" : "'%s'".formatted(Quoted.shown(cell));
  }

  private String theColumns() {
    String must = "required are " + String.join(", ", required);
    List<String> may = columns.subList(required.size(), columns.size());
    return may.isEmpty() ? must : must + "; optional are " + String.join(", ", may);
  }

  private static Refused bad(String file, String what) {
    return new Refused(Refused.Code.BAD_INPUT, Quoted.shown(file) + " " + what);
  }
}
