package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Collects the rows of one import and writes them as the contract's input files. */
final class Folder {
  private final Path path;
  private final Dice dice;
  private final Map<String, List<Map<String, String>>> csv = new LinkedHashMap<>();
  private final Map<String, List<String>> json = new LinkedHashMap<>();

  Folder(Path path, Dice dice) {
    this.path = path;
    this.dice = dice;
  }

  /** One CSV row; {@code cells} are column, value, column, value … */
  void row(String kind, String... cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
    }
    csv.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row);
  }

  void licence(String text) {
    json.computeIfAbsent("licences", _ -> new ArrayList<>()).add(text);
  }

  void output(String text) {
    json.computeIfAbsent("outputs", _ -> new ArrayList<>()).add(text);
  }

  void usage(String text) {
    json.computeIfAbsent("usages", _ -> new ArrayList<>()).add(text);
  }

  /**
   * Columns come in any order, a wholly empty column may be missing, line ends are of two kinds.
   */
  Path write() {
    csv.forEach(
        (kind, rows) -> {
          List<String> columns =
              dice.shuffled(List.copyOf(rows.getFirst().keySet())).stream()
                  .filter(
                      column ->
                          rows.stream().anyMatch(row -> !Facts.get(row, column).isEmpty())
                              || dice.percent(60))
                  .toList();
          String end = dice.one("\n", "\r\n");
          StringBuilder text = new StringBuilder(String.join(",", columns)).append(end);
          for (Map<String, String> row : rows) {
            text.append(
                    String.join(
                        ",", columns.stream().map(it -> quoted(Facts.get(row, it))).toList()))
                .append(end);
          }
          write(kind + ".csv", text.toString());
        });
    json.forEach(
        (kind, texts) -> {
          if (kind.equals("licences")) {
            write("licences.json", "[" + String.join(",\n", texts) + "]\n");
          } else {
            write(kind + ".ndjson", String.join("\n", texts) + "\n");
          }
        });
    return path;
  }

  private String quoted(String cell) {
    boolean must = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return must || dice.percent(5) ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private void write(String name, String text) {
    boolean zipped = dice.percent(10);
    try {
      Files.createDirectories(path);
      try (OutputStream file = Files.newOutputStream(path.resolve(zipped ? name + ".gz" : name));
          OutputStream out = zipped ? new GZIPOutputStream(file) : file) {
        out.write(text.getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
