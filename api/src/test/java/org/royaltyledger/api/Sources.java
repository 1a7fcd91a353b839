package org.royaltyledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own source files. */
public final class Sources {

  private static final List<String> MODULES = List.of("ledger", "projections", "api");

  private Sources() {}

  /** The folder that the modules are in, wherever below it the test runs. */
  public static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at;
      if (MODULES.stream().allMatch(module -> Files.exists(folder.resolve(module, "pom.xml")))) {
        return folder;
      }
    }
    throw new IllegalStateException("no project around " + Path.of("").toAbsolutePath());
  }

  /** Every Java file, main and test. */
  static List<Path> java() {
    return MODULES.stream().flatMap(module -> below(root().resolve(module, "src"))).toList();
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
