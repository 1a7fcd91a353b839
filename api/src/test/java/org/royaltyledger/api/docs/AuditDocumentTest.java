package org.royaltyledger.api.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.Sources;
import org.royaltyledger.api.scenario.Verifiers;
import org.royaltyledger.api.setup.KeptStores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/audit.md and its documents in docs/formats.md are what the program prints. */
class AuditDocumentTest {

  private static final String AS_KNOWN = "as-known";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeptStores stores = new KeptStores();
  @TempDir private Path folder;

  @Test
  void example_as_it_was_known_is_printed_as_the_documents_show() throws IOException {
    try (stores) {
      List<Documents.Fence> fences = fences("docs/audit.md");
      Path files = Files.createDirectory(folder.resolve("my-files"));
      for (Documents.Fence it : fences) {
        if (it.value().contains(".")) {
          Files.writeString(files.resolve(it.value()), it.text());
        }
      }
      String printed = "";
      for (Documents.Fence it : fences) {
        switch (it.value()) {
          case "run" -> {
            for (String line : it.text().lines().toList()) {
              printed = run(line);
            }
          }
          case "printed" -> assertThat(rows(printed, "\t")).isEqualTo(rows(it.text(), " {2,}"));
          default -> {}
        }
      }
      for (Documents.Fence it : fences("docs/formats.md")) {
        JsonNode shown = JSON.readTree(it.text());
        assertThat(JSON.readTree(timeless(run(it.value().replace('+', ' ')))))
            .isEqualTo(JSON.readTree(timeless(shown.toString())));
      }
    }
  }

  @Test
  void auditors_morning_goes_as_the_document_shows() throws IOException {
    Verifiers.PYTHON.require();
    Verifiers.GO.require();
    try (stores;
        Stream<Path> programs = Files.list(Sources.root().resolve("docs/auditor"))) {
      for (Path it : programs.toList()) {
        Files.copy(it, folder.resolve(it.getFileName()));
      }
      String printed = "";
      for (Documents.Fence it : Documents.fences("docs/audit.md")) {
        if (it.name().equals("audit") && it.value().equals("printed")) {
          for (String line : it.text().lines().toList()) {
            assertThat(printed).containsPattern("(?m)^" + pattern(line));
          }
        } else if (it.name().equals("audit")) {
          var all = new StringBuilder();
          for (String line : it.text().lines().toList()) {
            all.append(morning(line));
          }
          printed = all.toString();
        }
      }
      assertThat(printed.lines().filter(it -> it.startsWith("line "))).hasSize(10);
    }
  }

  private static String pattern(String line) {
    return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  /** The ledger's commands run here; all others are a shell's. */
  private String morning(String line) throws IOException {
    if (!line.startsWith("royalty-ledger ")) {
      return shell(line);
    }
    String[] parts = line.split(" > ", 2);
    String[] words =
        Stream.of(
                shell("printf '%s\\n' " + parts[0].substring("royalty-ledger ".length()))
                    .split("\n", -1))
            .filter(it -> !it.isEmpty())
            .map(
                it ->
                    it.startsWith("my-") || it.equals("evidence")
                        ? folder.resolve(it).toString()
                        : it)
            .toArray(String[]::new);
    String printed = run(words);
    if (parts.length == 1) {
      return "";
    }
    Files.writeString(folder.resolve(parts[1]), printed);
    return "";
  }

  private String shell(String line) throws IOException {
    var builder = new ProcessBuilder("bash", "-c", line).directory(folder.toFile());
    String path = Verifiers.folders().map(Path::toString).collect(Collectors.joining(":"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", path, "GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "GOFLAGS", ""));
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as("%s: %s", line, out).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return out;
  }

  private static List<Documents.Fence> fences(String document) {
    return Documents.fences(document).stream().filter(it -> it.name().equals(AS_KNOWN)).toList();
  }

  /** The cells of a table, be it aligned for people or not; rules are none, nor are empty cells. */
  private static List<List<String>> rows(String table, String between) {
    return table
        .lines()
        .filter(it -> !it.matches("[- ─]*"))
        .map(
            it ->
                Stream.of(it.strip().split(between, -1))
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList())
        .toList();
  }

  private static String timeless(String document) {
    return document.replaceAll("\"at\":\\s*\"[^\"]*\"", "\"at\":\"\"");
  }

  /** A line as a shell would take it in the temporary folder; gives what it prints. */
  private String run(String line) {
    String[] words =
        Arrays.stream(line.split(" ", -1))
            .filter(it -> !it.equals("royalty-ledger"))
            .map(it -> it.startsWith("my-") ? folder.resolve(it).toString() : it)
            .toArray(String[]::new);
    return run(words);
  }

  private String run(String[] words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    assertThat(exit).as("%s: %s%s", List.of(words), out, err).isZero();
    return out.toString(UTF_8);
  }
}
