package org.royaltyledger.api.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one good input file: CSV rows by column name, a JSON array, or one JSON object a line. */
final class InputFile {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private InputFile() {}

  static String text(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
      return new String(plain.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> jsonArray(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    JSON.readTree(text(file)).forEach(nodes::add);
    return nodes;
  }

  static List<JsonNode> jsonLines(Path file) {
    return text(file).lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
  }

  /** RFC 4180: quoted cells may hold commas, line ends and doubled quotes. */
  static List<Map<String, String>> csv(Path file) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String text = text(file);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    List<Map<String, String>> named = new ArrayList<>();
    for (List<String> cells : rows.subList(1, rows.size())) {
      Map<String, String> byColumn = new HashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        byColumn.put(rows.getFirst().get(i), cells.get(i));
      }
      named.add(byColumn);
    }
    return named;
  }
}
