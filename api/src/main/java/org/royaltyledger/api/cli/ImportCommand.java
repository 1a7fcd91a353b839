package org.royaltyledger.api.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.batch.ImportedFile;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import FILE…}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings files into the ledger, by their names, in any order.",
      "parties*.csv memberships*.csv offerings*.csv assets*.csv splits*.csv",
      "licences*.json consents*.csv claims*.csv policies*.csv revenue*.csv rates*.csv",
      "contracts*.json advances*.csv payees*.csv minimums*.csv taxes*.csv",
      "bankdetails*.csv taxdetails*.csv exclusions*.csv outputs*.ndjson usages*.ndjson",
      "DSR_*.tsv, each also .gz.",
      "The same again changes nothing; lines that cannot be taken go to",
      "rejected-FILE."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ImportCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to import")
  private List<Path> files;

  @Option(
      names = "--rejects",
      paramLabel = "DIR",
      description = "where to write rejected-FILE (default: beside each file)")
  private @Nullable Path rejects;

  @Mixin private Signing signing;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    Signature by = signing.by(program);
    try (OpenWork ledger = program.work()) {
      List<ImportedFile> imported;
      try (var progress = new ProgressLine(output, "import")) {
        imported = ledger.work().importFiles(files, rejects, by, progress);
      }
      if (json) {
        output.print(Json.imported(imported));
      } else {
        print(output, imported);
      }
      explain(output, imported);
      return exitCode(imported);
    }
  }

  static void print(Output output, List<ImportedFile> imported) {
    Table table =
        Table.of("file", "kind", "read", "accepted", "repeated", "rejected").numbers(2, 3, 4, 5);
    for (ImportedFile file : imported) {
      table.row(
          file.report().file(),
          file.kind().written(),
          file.report().read(),
          file.report().accepted(),
          file.report().repeated(),
          file.report().rejected());
    }
    table.print(output);
  }

  /** Warnings, failures and where rejected lines are, for people. */
  static void explain(Output output, List<ImportedFile> imported) {
    for (ImportedFile file : imported) {
      explainWarnings(output, file);
      if (file.rejects() != null) {
        output.warn(
            "%s: %d of %d lines rejected, each with its reason in %s"
                .formatted(
                    file.report().file(),
                    file.report().rejected(),
                    file.report().read(),
                    file.rejects()));
      }
      String failure = file.failure();
      if (failure != null) {
        String name = file.report().file();
        output.warn(failure.contains(name) ? failure : name + ": " + failure);
      }
    }
  }

  static void explainWarnings(Output output, ImportedFile file) {
    for (Warning warning : file.warnings()) {
      output.warn(
          "%s line %d: warning: %s".formatted(warning.file(), warning.line(), warning.text()));
    }
  }

  private static int exitCode(List<ImportedFile> imported) {
    boolean all =
        imported.stream().allMatch(file -> file.report().rejected() == 0 && file.failure() == null);
    boolean some =
        imported.stream().anyMatch(file -> file.report().read() > 0 || file.failure() == null);
    return all ? Program.DONE : some ? Program.DONE_IN_PART : Program.NOTHING_DONE;
  }
}
