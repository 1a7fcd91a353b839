package org.royaltyledger.api.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Markdown of this project: headings, links, fenced blocks. */
public final class Documents {

  /** The folder that holds README.md; tests run in a module's. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+)");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");

  /** A fenced block, by the words after its opening. */
  public record Fence(String language, String name, String value, String text) {}

  private Documents() {}

  /** README, CHANGELOG and everything in docs. */
  static List<Path> all() {
    var found = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")));
    found.addAll(files(ROOT.resolve("docs"), ".md"));
    return found;
  }

  /** Files below a folder, by the end of their names, without what a build made. */
  static List<Path> files(Path folder, String... ends) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> Stream.of(ends).anyMatch(it.toString()::endsWith))
          .filter(it -> !ROOT.relativize(it).toString().contains("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String document) {
    return read(ROOT.resolve(document));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The texts of a document's headings of one level. */
  static List<String> headings(String document, int level) {
    String marks = "#".repeat(level) + " ";
    return prose(read(document))
        .lines()
        .filter(it -> it.startsWith(marks))
        .map(it -> it.substring(marks.length()).strip())
        .toList();
  }

  /** What links may name in a document: its headings, as renderers write them. */
  static Set<String> anchors(Path document) {
    var anchors = new HashSet<String>();
    prose(read(document))
        .lines()
        .map(HEADING::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group(1).strip().toLowerCase(Locale.ROOT))
        .map(it -> it.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }

  /** The targets of a document's links within the project. */
  static List<String> links(Path document) {
    return LINK.matcher(prose(read(document)))
        .results()
        .map(it -> it.group(1))
        .filter(it -> !it.matches("[a-z]+:.*"))
        .toList();
  }

  public static List<Fence> fences(String document) {
    return FENCE
        .matcher(read(document))
        .results()
        .map(it -> fence(it.group(1).strip(), it.group(2)))
        .toList();
  }

  private static Fence fence(String words, String text) {
    int space = words.indexOf(' ');
    int equals = words.indexOf('=');
    return space < 0 || equals < space
        ? new Fence(words, "", "", text)
        : new Fence(
            words.substring(0, space),
            words.substring(space + 1, equals),
            words.substring(equals + 1),
            text);
  }

  /** The files of the small month in the formats, written to a folder. */
  static Path littleMonth(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Fence it : fences("docs/formats.md")) {
        if (it.name().equals("file")) {
          Files.writeString(folder.resolve(it.value()), it.text());
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text without its fenced blocks. */
  static String prose(String markdown) {
    return FENCE.matcher(markdown).replaceAll("");
  }
}
