package org.royaltyledger.api.example;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The example month that the program ships. */
public final class ExampleFiles {

  private static final List<String> NAMES =
      List.of(
          "parties.csv",
          "memberships.csv",
          "offerings.csv",
          "assets.csv",
          "splits.csv",
          "licences.json",
          "consents.csv",
          "revenue.csv",
          "rates.csv",
          "outputs.ndjson",
          "usages.ndjson.gz");

  private ExampleFiles() {}

  /** Copies the files into a folder, which is made if need be. */
  public static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      String resource = "/example/" + ExampleMonth.PERIOD + "/" + name;
      try (InputStream in =
          Objects.requireNonNull(ExampleFiles.class.getResourceAsStream(resource), resource)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }
}
