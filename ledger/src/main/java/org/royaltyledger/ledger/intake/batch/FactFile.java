package org.royaltyledger.ledger.intake.batch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.royaltyledger.ledger.intake.source.Gunzip;
import org.royaltyledger.ledger.value.Refused;

/** Opens a file of facts, through gzip if its name ends with {@code .gz}. */
final class FactFile {

  private FactFile() {}

  static InputStream open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      return file.toString().endsWith(".gz") ? new Gunzip(bytes) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** What to tell of a file that could not be read to its end. */
  static String broken(Path file, IOException failure) {
    return "file '%s' breaks off (%s): get the whole file and import it again, what is in already counts once"
        .formatted(file.getFileName(), failure.getMessage());
  }

  static Refused refused(Path file, IOException failure) {
    var refused = new Refused(Refused.Code.FILE_UNREADABLE, broken(file, failure));
    refused.initCause(failure);
    return refused;
  }
}
