package org.royaltyledger.ledger.intake.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.RecordFact;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.FactSink;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.NewFact;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.Rejects;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.Refused;

/** Brings files into the log: facts first, then outputs, then usages; each line on its own. */
public final class ImportFiles {

  private final LogReader reader;
  private final ReadOnly readOnly;
  private final LogTransaction transaction;
  private final Commands commands;
  private final Vault vault;
  private final StoreKey key;
  private final UsageLog usages;
  private final IntakeCounts counts;

  public ImportFiles(
      LogReader reader,
      ReadOnly readOnly,
      LogTransaction transaction,
      Commands commands,
      Vault vault,
      StoreKey key,
      UsageLog usages,
      IntakeCounts counts) {
    this.reader = reader;
    this.readOnly = readOnly;
    this.transaction = transaction;
    this.commands = commands;
    this.vault = vault;
    this.key = key;
    this.usages = usages;
    this.counts = counts;
  }

  /**
   * Imports files in the order of their kinds; what is durable when a file's turn ends stays.
   *
   * @param rejectsFolder where lines that were not taken are written; null is beside each input
   * @throws Refused FILE_UNREADABLE if a file is missing or has no kind, BAD_INPUT if the header of
   *     one is wrong or two files would write their rejected lines to one, NO_VAULT_KEY if one
   *     tells of persons and there is no key for that, READ_ONLY; nothing is done then
   */
  public List<ImportedFile> run(
      Collection<Path> files, @Nullable Path rejectsFolder, Progress progress) {
    List<Path> inOrder = checked(files, rejectsFolder);
    readOnly.refuse();
    Refused noKey = vault.missing();
    if (noKey != null) {
      inOrder.forEach(it -> requireNobody(it, noKey));
    }
    FactBook known = reader.facts(reader.head());
    var imported = new ArrayList<ImportedFile>();
    for (Path file : inOrder) {
      imported.add(importFile(file, known, rejectsFolder, progress));
    }
    return imported;
  }

  /**
   * The files in the order of reading, once nothing stands against them as a whole; needs no
   * ledger.
   *
   * @throws Refused as {@link #run} does before anything is done
   */
  public static List<Path> checked(Collection<Path> files, @Nullable Path rejectsFolder) {
    List<Path> inOrder = FileKind.inOrder(once(files));
    inOrder.forEach(ImportFiles::requireReadable);
    requireOwnRejects(inOrder, rejectsFolder);
    inOrder.forEach(ImportFiles::checkForm);
    return inOrder;
  }

  private ImportedFile importFile(
      Path file, FactBook known, @Nullable Path rejectsFolder, Progress progress) {
    FileKind kind = FileKind.of(file);
    String damage = FactFile.damage(file);
    if (damage != null) {
      return new ImportedFile(
          kind, new FileReport(nameOf(file), 0, 0, 0, 0), null, List.of(), damage);
    }
    var warnings = new ArrayList<Warning>();
    try (Rejects rejects = Rejects.of(file, rejectsFolder)) {
      FileReport report;
      String failure = null;
      switch (kind.content()) {
        case FileKind.Facts facts -> {
          var intake =
              new FactIntake(
                  nameOf(file),
                  known,
                  this::hash,
                  sink(nameOf(file), warnings),
                  reject -> {
                    counts.rejectLines(kind.written(), 1);
                    rejects.accept(reject);
                  },
                  warnings::add);
          try (InputStream content = FactFile.open(file)) {
            report = intake.take(facts.reader().get(), content);
          } catch (Refused refused) {
            report = intake.report();
            failure = refused.getMessage();
          } catch (IOException e) {
            report = intake.report();
            failure = FactFile.broken(file, e);
          }
          progress.at(nameOf(file), 1, 1, report.read());
        }
        case FileKind.Usages it -> {
          var intake =
              new UsageFileIntake(
                  file,
                  it.reader().apply(nameOf(file), known),
                  usages::ready,
                  rejects,
                  counts,
                  warnings::add,
                  progress);
          failure = intake.run();
          report = intake.report();
        }
      }
      return new ImportedFile(
          kind, report, report.rejected() > 0 ? rejects.target() : null, warnings, failure);
    }
  }

  private FactSink sink(String file, List<Warning> warnings) {
    return new FactSink() {
      @Override
      public List<Refusal> record(List<NewFact> batch) {
        return ImportFiles.this.record(batch, file, warnings);
      }

      @Override
      public void repeated(List<Personal> batch) {
        List<Personal> missing = batch.stream().filter(ImportFiles.this::isMissing).toList();
        if (!missing.isEmpty()) {
          transaction.run(
              () -> {
                missing.forEach(ImportFiles.this::keep);
                return true;
              });
        }
      }
    };
  }

  private List<FactSink.Refusal> record(List<NewFact> batch, String file, List<Warning> warnings) {
    List<FactSink.Refusal> refusals = record(batch);
    Set<NewFact> refused =
        refusals.stream().map(FactSink.Refusal::fact).collect(Collectors.toSet());
    List<NewFact> revenue =
        batch.stream()
            .filter(it -> it.fact() instanceof RevenueEvent.RevenueRecorded)
            .filter(it -> !refused.contains(it))
            .toList();
    if (!revenue.isEmpty()) {
      List<PeriodEvent.PeriodClosed> closes = reader.closes(reader.head());
      String last = closes.isEmpty() ? "" : closes.getLast().period();
      for (NewFact it : revenue) {
        var row = (RevenueEvent.RevenueRecorded) it.fact();
        if (row.period().compareTo(last) <= 0) {
          boolean ownClose = closes.stream().anyMatch(close -> close.period().equals(row.period()));
          warnings.add(
              new Warning(file, it.lines().getFirst().number(), closedMonth(row, ownClose)));
        }
      }
    }
    return refusals;
  }

  private List<FactSink.Refusal> record(List<NewFact> batch) {
    return transaction.run(
        () -> {
          var refusals = new ArrayList<FactSink.Refusal>();
          for (NewFact it : batch) {
            try {
              // What was written down by somebody else meanwhile has its text there.
              if (Boolean.TRUE.equals(commands.send(new RecordFact(it.fact())))) {
                it.personal().forEach(this::keep);
              }
            } catch (Refused refused) {
              refusals.add(new FactSink.Refusal(it, String.valueOf(refused.getMessage())));
            }
          }
          return refusals;
        });
  }

  private boolean isMissing(Personal it) {
    return it.hash() != null && it.text() != null && !vault.has(it.kind(), it.id(), it.hash());
  }

  private void keep(Personal it) {
    String hash = it.hash();
    String text = it.text();
    if (hash != null && text != null) {
      vault.put(it.kind(), it.id(), hash, text);
    }
  }

  /** A name that a program of before wrote down keeps the hash that it has. */
  private String hash(PersonalKind kind, String id, String text, @Nullable String newest) {
    String before = key.hashOfName(kind.written(), text);
    return before.equals(newest) ? before : vault.hash(kind, id, text);
  }

  private static String closedMonth(RevenueEvent.RevenueRecorded row, boolean ownClose) {
    return "month %s is closed and its statements stay: this revenue of %s, %s is written down, and %s"
        .formatted(
            row.period(),
            row.offering(),
            row.territory(),
            ownClose
                ? "the next close books what it changes"
                : "is in no statement, as the month was closed with a later one; add it to a row of"
                    + " a month that is still open");
  }

  /** A file that is named twice is read once. */
  private static Collection<Path> once(Collection<Path> files) {
    var known = new LinkedHashMap<Path, Path>();
    files.forEach(it -> known.putIfAbsent(it.toAbsolutePath().normalize(), it));
    return known.values();
  }

  private static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "file '%s' %s: nothing was imported".formatted(file, whyUnreadable(file)));
    }
  }

  private static String whyUnreadable(Path file) {
    if (!Files.exists(file)) {
      return Files.isSymbolicLink(file)
          ? "is a link that leads nowhere, name the file that it should lead to"
          : "does not exist, look at its name and folder";
    }
    return Files.isDirectory(file)
        ? "is a folder, name the files in it"
        : Files.isRegularFile(file)
            ? "may not be read, give this user the right to"
            : "is a pipe or device, save what comes from it and name that file";
  }

  /** The rejected lines of one file are not to take the place of another's. */
  private static void requireOwnRejects(List<Path> files, @Nullable Path folder) {
    var inputs = new HashMap<Path, Path>();
    for (Path file : files) {
      Path input = file.toAbsolutePath().normalize();
      Path target = Rejects.target(input, folder).toAbsolutePath().normalize();
      Rejects.requireWritable(target);
      Path other = inputs.putIfAbsent(target, input);
      if (other != null && !other.equals(input)) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "files '%s' and '%s' would both write their rejected lines to '%s': import them one after the other, each with its own --rejects DIR"
                .formatted(other, input, target));
      }
    }
  }

  /** A header or document that is wrong as a whole stops the import before anything is done. */
  private static void checkForm(Path file) {
    try {
      FactFile.requireNameFits(file);
      if (FileKind.of(file).content() instanceof FileKind.Facts facts) {
        try (InputStream content = FactFile.open(file)) {
          facts.reader().get().check(nameOf(file), content);
        }
      }
    } catch (IOException e) {
      throw FactFile.refused(file, e);
    }
  }

  /** Without a key of the vault, nothing is begun that would need it later. */
  private static void requireNobody(Path file, Refused noKey) {
    if (FileKind.of(file).content() instanceof FileKind.Facts facts) {
      try (InputStream content = FactFile.open(file)) {
        if (facts.reader().get().isPersonal(content)) {
          throw new Refused(
              noKey.code(),
              "file '%s' tells of persons: %s; nothing was imported"
                  .formatted(Quoted.shown(nameOf(file)), noKey.getMessage()));
        }
      } catch (IOException e) {
        throw FactFile.refused(file, e);
      }
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }
}
