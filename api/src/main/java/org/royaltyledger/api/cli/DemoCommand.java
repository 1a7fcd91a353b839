package org.royaltyledger.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.example.ExampleFiles;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.intake.batch.ImportFiles;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.run.CloseMonth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Imports the shipped example month into a fresh store, closes it, shows its statements,",
      "then serves them on http://127.0.0.1:8080 until stopped."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--no-serve", description = "end after the statements")
  private boolean noServe;

  @Override
  public Integer call() throws IOException {
    Path folder = freshFolder(program.namedFolder());
    boolean temporary = program.namedFolder() == null;
    try {
      return demo(folder);
    } finally {
      if (temporary) {
        delete(folder);
      }
    }
  }

  private int demo(Path folder) throws IOException {
    Output output = program.output().alignedAlways();
    Path files = folder.resolve("example");
    ExampleFiles.copyTo(files);
    try (OpenStore store = program.open(folder.resolve("store"), !noServe)) {
      Period month = Period.parse(ExampleMonth.PERIOD);
      output.say("1. The example month %s is imported.".formatted(month));
      output.say("");
      List<ImportedFile> imported;
      try (var progress = new ProgressLine(output, "import")) {
        imported = store.get(ImportFiles.class).run(filesIn(files), files, progress);
      }
      ImportCommand.print(output, imported);
      ImportCommand.explain(output, imported);
      output.say("");
      output.say("2. The month is closed: what the licences make of its revenue.");
      output.say("");
      RunResult result = store.get(CloseMonth.class).close(month, it -> {});
      store.get(Following.class).awaitHead();
      CloseCommand.printConservation(output, result);
      output.say("");
      output.say("3. What each party earned, and what waits.");
      output.say("");
      StatementsCommand.printSummary(output, store, month);
      output.say("");
      output.say("4. Every invariant, over everything stored.");
      output.say("");
      List<Check.Finding> findings = store.get(Check.class).run(it -> {});
      CheckCommand.print(output, findings);
      boolean right = result.conserved() && findings.stream().allMatch(Check.Finding::ok);
      if (!noServe && right) {
        output.say("");
        ServeCommand.announce(output, store);
        store.awaitStop();
      }
      return right ? Program.DONE : Program.DIFFERENCE;
    }
  }

  private static Path freshFolder(@Nullable Path named) throws IOException {
    if (named == null) {
      return Files.createTempDirectory("royalty-ledger-demo-");
    }
    if (Files.exists(named)) {
      try (Stream<Path> inside = Files.list(named)) {
        if (inside.findAny().isPresent()) {
          throw new Refused(
              Refused.Code.BAD_INPUT,
              "folder '%s' is not empty, and the demo wants a fresh store: name another, or leave --data out"
                  .formatted(named));
        }
      }
    }
    return Files.createDirectories(named);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
