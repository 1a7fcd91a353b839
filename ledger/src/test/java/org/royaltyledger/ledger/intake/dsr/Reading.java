package org.royaltyledger.ledger.intake.dsr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Importing;
import org.royaltyledger.ledger.intake.Reject;
import org.royaltyledger.ledger.intake.Warning;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.usage.UsageBlock;

/** A report that was read, and all that came of it; the only offering is {@code ai-remix}. */
final class Reading {

  static final String NAME = "DSR_LabelA_LedgerCo_ai-remix_2026-10_SE_1of1_20261105T120000.tsv";

  /** A usage and where it stands. */
  record Used(
      long line,
      String usageId,
      long quantity,
      Instant usedAt,
      String useType,
      String offering,
      String territory,
      SoughtAsset asset) {}

  final List<Used> usages = new ArrayList<>();
  final List<Reject> rejects = new ArrayList<>();
  final List<Warning> warnings = new ArrayList<>();
  final List<Integer> drafts = new ArrayList<>();
  @Nullable String failure;

  static Reading of(Path folder, String name, byte[] content) {
    var reading = new Reading();
    try {
      Path file = Files.write(folder.resolve(name), content);
      FactBook known = Importing.withCatalogue().known;
      var report = new DsrReport(name, known);
      try (LineReader lines = LineReader.openPerhapsEmpty(file)) {
        boolean more = true;
        while (more) {
          var draft = new DraftBlock();
          try {
            more = report.read(lines, draft);
          } catch (SourceBroken e) {
            reading.failure = e.getMessage();
            more = false;
          }
          reading.take(draft);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reading;
  }

  /** Rows with blanks for tabs; {@code _} is an empty cell. */
  static Reading of(Path folder, Stream<String> rows) {
    return of(folder, NAME, text(rows).getBytes(StandardCharsets.UTF_8));
  }

  static String text(Stream<String> rows) {
    var text = new StringBuilder();
    rows.forEach(
        row -> {
          for (String cell : row.split(" ", -1)) {
            text.append(cell.equals("_") ? "" : cell).append('\t');
          }
          text.setCharAt(text.length() - 1, '\n');
        });
    return text.toString();
  }

  List<String> rejected() {
    return rejects.stream().map(it -> it.line() + ": " + it.reason()).toList();
  }

  List<String> warned() {
    return warnings.stream().map(it -> it.line() + ": " + it.text()).toList();
  }

  private void take(DraftBlock draft) {
    UsageBlock block = draft.usages().build();
    drafts.add(block.size());
    for (int row = 0; row < block.size(); row++) {
      int contribution = block.firstContribution(row);
      if (block.endContribution(row) != contribution + 1) {
        throw new IllegalStateException("a usage of a report has one contribution");
      }
      SoughtAsset asset = SoughtAsset.parse(block.word(block.target(contribution)));
      if (asset == null) {
        throw new IllegalStateException("a usage of a report seeks its asset");
      }
      usages.add(
          new Used(
              draft.line(row),
              block.usageId(row),
              block.quantity(row),
              Instant.ofEpochSecond(block.second(row)),
              block.word(block.useType(row)),
              block.word(block.offering(row)),
              block.word(block.territory(row)),
              asset));
    }
    rejects.addAll(draft.rejects());
    warnings.addAll(draft.warnings());
  }
}
