package org.royaltyledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.ClosedMonth;
import org.royaltyledger.api.example.ExampleFiles;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the example month: imported, closed, its statements.",
      "Its store is fresh; then it is served on http://127.0.0.1:8080 until stopped."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DemoCommand implements Callable<Integer> {

  /** A label of the example with members. */
  private static final String LABEL = "longshore";

  private static final int REJECTS_SHOWN = 3;

  @ParentCommand private Program program;

  @Option(names = "--no-serve", description = "end after the statements")
  private boolean noServe;

  @Override
  public Integer call() throws IOException {
    Path folder = freshFolder(program.namedFolder());
    if (program.namedFolder() != null) {
      int code = demo(folder);
      program
          .output()
          .say(
              "\nThe ledger stays in '%1$s': look at it with: --data %1$s"
                  .formatted(folder.resolve("store")));
      return code;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-demo"));
    try {
      return demo(folder);
    } finally {
      delete(folder);
    }
  }

  private int demo(Path folder) throws IOException {
    Output output = program.output().alignedAlways();
    Path files = folder.resolve("example");
    ExampleFiles.copyTo(files);
    try (OpenStore store = program.open(folder.resolve("store"), !noServe)) {
      requireFresh(store);
      Work work = store.get(LocalWork.class);
      Period month = Period.parse(ExampleMonth.PERIOD);
      output.say("1. The example month %s is imported.".formatted(month));
      output.say("");
      List<ImportedFile> imported;
      try (var progress = new ProgressLine(output, "import")) {
        imported = work.importFiles(filesIn(files), files, progress);
      }
      ImportCommand.print(output, imported);
      explain(output, imported);
      output.say("");
      output.say("2. The month is closed: what the licences make of its revenue.");
      output.say("");
      ClosedMonth result = work.close(month, it -> {});
      CloseCommand.printConservation(output, result);
      output.say("");
      output.say("3. What each party earned, and what waits.");
      output.say("");
      StatementsCommand.printSummary(output, work.summary(month));
      output.say("");
      output.say("4. Every invariant, over everything stored.");
      output.say("");
      List<Check.Finding> findings = work.check(it -> {});
      CheckCommand.print(output, findings);
      boolean right = result.conserved() && findings.stream().allMatch(Check.Finding::ok);
      if (!noServe && right) {
        output.say("");
        output.say("Log in with one of these:");
        output.say("");
        logins(output, store.get(LocalAccessWork.class));
        output.say("");
        ServeCommand.announce(output, store);
        new Serving(program, folder.resolve("store"), store).untilStopped();
      }
      return right ? Program.DONE : Program.DIFFERENCE;
    }
  }

  /** One of each kind of user. */
  private static void logins(Output output, LocalAccessWork access) {
    Table table = Table.of("name", "password", "sees");
    login(table, access, "finance", Role.FINANCE, "all money; drafts, closes, pays");
    login(table, access, "approver", Role.APPROVER, "all money; approves");
    login(table, access, LABEL, Role.PARTNER, "the money of this label and of its members");
    login(table, access, "auditor", Role.AUDITOR, "all, and changes nothing");
    login(table, access, LocalAccessWork.FIRST, Role.ADMIN, "all; lets others in");
    table.print(output);
  }

  private static void login(
      Table table, LocalAccessWork access, String name, Role role, String sees) {
    List<PartyId> parties = role == Role.PARTNER ? List.of(new PartyId(name)) : List.<PartyId>of();
    table.row(name, access.demonstrated(name, role, parties), sees);
  }

  /** A folder is fresh already; a database that the settings name may be anybody's. */
  private static void requireFresh(OpenStore store) {
    if (store.get(LogReader.class).head() > 0) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the demo wants a fresh store, and this one has events already: name an empty database,"
              + " or leave --spring.datasource.url out");
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

  /** Warnings, and why some lines are rejected: the folder with all of them may be gone soon. */
  private static void explain(Output output, List<ImportedFile> imported) throws IOException {
    for (ImportedFile file : imported) {
      ImportCommand.explainWarnings(output, file);
      if (file.rejects() != null) {
        output.say("");
        output.say(
            "%d of %d lines of %s are rejected, as an example of each kind of fault; the first:"
                .formatted(file.report().rejected(), file.report().read(), file.report().file()));
        try (var lines = rejected(file.rejects())) {
          lines
              .lines()
              .limit(REJECTS_SHOWN)
              .map(it -> it.split("\t", 3))
              .forEach(it -> output.say("  line %s: %s".formatted(it[0], it[1])));
        }
      }
    }
  }

  private static BufferedReader rejected(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    boolean packed = file.toString().endsWith(".gz");
    return new BufferedReader(
        new InputStreamReader(packed ? new GZIPInputStream(bytes) : bytes, UTF_8));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** What cannot be deleted stays where temporary files are. */
  private static void delete(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(DemoCommand.class.getName())
          .log(System.Logger.Level.DEBUG, "the demo's folder stays", e);
    }
  }
}
