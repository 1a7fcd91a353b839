package org.royaltyledger.ledger.intake.batch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.FileReport;
import org.royaltyledger.ledger.intake.Warning;

/**
 * What became of one file.
 *
 * @param rejects where its rejected lines stand, null if there are none
 * @param failure why the rest of it could not be read, null if all of it was
 */
public record ImportedFile(
    FileKind kind,
    FileReport report,
    @Nullable Path rejects,
    List<Warning> warnings,
    @Nullable String failure) {

  public ImportedFile {
    warnings = List.copyOf(warnings);
  }
}
