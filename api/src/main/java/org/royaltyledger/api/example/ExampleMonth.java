package org.royaltyledger.api.example;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The example month October 2026 as input files: the same bytes for the same settings, on every
 * machine, at any size, in constant memory (docs/example.md).
 */
public final class ExampleMonth {

  /** The month, as in {@code close 2026-10}. */
  public static final String PERIOD = "2026-10";

  private static final int BUFFER = 1 << 16;

  private ExampleMonth() {}

  /**
   * What to make.
   *
   * @param seed another seed gives other titles, figures and usages, and the same cast
   * @param usages lines of usage, 1 to 10^9, bad ones included
   * @param gzip compresses the usages: {@code usages.ndjson.gz}, not {@code usages.ndjson}
   * @param clean leaves out every line that would be rejected or repeated
   */
  public record Settings(long seed, long usages, boolean gzip, boolean clean) {

    private static final long MOST_USAGES = 1_000_000_000;

    public Settings {
      if (usages < 1 || usages > MOST_USAGES) {
        throw new IllegalArgumentException(
            "usages '%s' is not between 1 and %s".formatted(usages, MOST_USAGES));
      }
    }

    /** The month that is shipped. */
    public static Settings standard() {
      return new Settings(2026, 50_000, true, false);
    }
  }

  /**
   * Writes the month's eleven files, over files of the same names.
   *
   * @param folder made where it is missing
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, Settings settings) throws IOException {
    long seed = settings.seed();
    long listeners = ExampleListeners.listenersOf(settings.usages());
    ExampleCatalogue catalogue = ExampleCatalogue.of(seed);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("parties.csv"), ExampleParties.parties());
    Files.writeString(folder.resolve("memberships.csv"), ExampleParties.memberships());
    Files.writeString(folder.resolve("offerings.csv"), ExampleRevenue.offerings());
    Files.writeString(folder.resolve("assets.csv"), catalogue.assets());
    Files.writeString(folder.resolve("splits.csv"), ExampleSplits.splits(catalogue));
    Files.writeString(folder.resolve("licences.json"), ExampleLicences.licences(listeners));
    Files.writeString(folder.resolve("consents.csv"), ExampleConsents.consents(catalogue));
    Files.writeString(folder.resolve("revenue.csv"), ExampleRevenue.revenue(listeners, seed));
    Files.writeString(folder.resolve("rates.csv"), ExampleRevenue.rates());
    ExampleContributions contributions = new ExampleContributions(catalogue, seed);
    try (Lines out = new Lines(Files.newOutputStream(folder.resolve("outputs.ndjson")))) {
      ExampleOutputs.write(out, contributions, seed);
    }
    Path plain = folder.resolve("usages.ndjson");
    Path compressed = folder.resolve("usages.ndjson.gz");
    Files.deleteIfExists(settings.gzip() ? plain : compressed);
    try (Lines out = new Lines(settings.gzip() ? gzip(compressed) : Files.newOutputStream(plain))) {
      ExampleUsages.write(out, settings, contributions);
    }
  }

  private static OutputStream gzip(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file), BUFFER) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    };
  }
}
