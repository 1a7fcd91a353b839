package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.royaltyledger.api.documents.StatementFile;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.StatementFormat;
import org.royaltyledger.projections.setup.StatementFormats;

/**
 * The files that {@code statements PERIOD --out DIR} wrote, compared byte by byte with those that
 * it would write now. What it writes them from is what the deep check compares with the log.
 */
final class StatementFiles {

  static final String CHECK = "statement-files";

  private static final int FEW = 5;
  private static final Pattern NAME =
      Pattern.compile("statement-([0-9]{4}-[0-9]{2})-.+-[A-Z]{3}\\.([a-z]+)");

  private final Path folder;
  private final SortedMap<String, SortedSet<String>> months = new TreeMap<>();
  private final SortedSet<String> others = new TreeSet<>();

  private StatementFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws Refused BAD_INPUT if it is no folder
   */
  static StatementFiles in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is no folder: name the one that 'statements PERIOD --out DIR' wrote to"
              .formatted(folder));
    }
    var files = new StatementFiles(folder);
    try (Stream<Path> all = Files.list(folder)) {
      all.map(it -> it.getFileName().toString())
          .filter(it -> !it.endsWith(StatementFile.PROOF))
          .forEach(files::add);
    }
    return files;
  }

  private void add(String name) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()
        && StatementFormats.all().stream()
            .anyMatch(it -> it.extension().equals(matcher.group(2)))) {
      months.computeIfAbsent(matcher.group(1), _ -> new TreeSet<>()).add(name);
    } else {
      others.add(name);
    }
  }

  List<Check.Finding> compare(Work work) throws IOException {
    var findings = new ArrayList<Check.Finding>();
    for (var it : months.entrySet()) {
      findings.add(compare(work, it.getKey(), it.getValue()));
    }
    if (months.isEmpty()) {
      findings.add(Check.Finding.notice(CHECK, "no statement is in '%s'".formatted(folder)));
    }
    if (!others.isEmpty()) {
      findings.add(
          Check.Finding.notice(
              CHECK, "not statements, and not compared: " + few(List.copyOf(others))));
    }
    return findings;
  }

  private Check.Finding compare(Work work, String period, SortedSet<String> names)
      throws IOException {
    String check = CHECK + " " + period;
    List<StatementDocument> documents;
    try {
      documents = work.statements(Period.parse(period), null);
    } catch (Refused | IllegalArgumentException e) {
      return new Check.Finding(
          check, false, "%s: %s".formatted(few(List.copyOf(names)), e.getMessage()));
    }
    var wrong = new ArrayList<String>();
    var left = new TreeSet<>(names);
    int same = 0;
    for (StatementFormat format : StatementFormats.all()) {
      String ending = "." + format.extension();
      if (names.stream().noneMatch(it -> it.endsWith(ending))) {
        continue;
      }
      for (StatementDocument it : documents) {
        String name = StatementFile.name(it.statement()) + ending;
        if (!left.remove(name)) {
          wrong.add("'%s' is missing".formatted(name));
        } else if (isSame(format, it, name)) {
          same++;
        } else {
          wrong.add("'%s' is not what the ledger gives: it was edited".formatted(name));
        }
      }
    }
    left.forEach(it -> wrong.add("'%s' is of no statement of the month".formatted(it)));
    return new Check.Finding(
        check,
        wrong.isEmpty(),
        wrong.isEmpty() ? "%d files, each what the ledger gives".formatted(same) : few(wrong));
  }

  private boolean isSame(StatementFormat format, StatementDocument document, String name)
      throws IOException {
    var text = new StringBuilder();
    format.write(List.of(document), text);
    return Arrays.equals(text.toString().getBytes(UTF_8), Files.readAllBytes(folder.resolve(name)));
  }

  private static String few(List<String> all) {
    String some = String.join("; ", all.subList(0, Math.min(FEW, all.size())));
    return all.size() <= FEW ? some : "%s; and %d more".formatted(some, all.size() - FEW);
  }
}
