package org.royaltyledger.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.royaltyledger.api.example.ExampleMonth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code example}. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    description = "Writes the files of an example month of any size.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExampleCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "where to write")
  private Path out;

  @Option(
      names = "--usages",
      paramLabel = "N",
      defaultValue = "50000",
      description = "lines of usage (default: ${DEFAULT-VALUE})")
  private long usages;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "2026",
      description = "the same seed gives the same files (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--clean", description = "without lines that are to be rejected or repeated")
  private boolean clean;

  @Option(names = "--gzip", description = "pack the usages")
  private boolean gzip;

  @Override
  public Integer call() throws Exception {
    ExampleMonth.write(out, new ExampleMonth.Settings(seed, usages, gzip, clean));
    program.output().say("wrote the example month to " + out);
    return Program.DONE;
  }
}
