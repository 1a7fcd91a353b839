package org.royaltyledger.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that come and go with a benchmark. */
final class Folders {

  private Folders() {}

  /** What is done in a folder. */
  @FunctionalInterface
  interface Work {
    void in(Path folder) throws IOException;
  }

  static void temporary(Work work) throws IOException {
    Path folder = Files.createTempDirectory("royalty-ledger-bench-");
    try {
      work.in(folder);
    } finally {
      delete(folder);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** The bytes of all files. */
  static long size(Path folder) throws IOException {
    long size = 0;
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.filter(Files::isRegularFile).toList()) {
        size += Files.size(path);
      }
    }
    return size;
  }
}
