package org.royaltyledger.ledger.intake.batch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  /**
   * What is wrong with a packed file as a whole, before a line of it is taken: damaged bytes may
   * well unpack to a line that nobody wrote, and only the checksum at the end tells. One that is
   * merely cut short gives its whole lines.
   *
   * @return null if nothing is
   */
  static @Nullable String damage(Path file) {
    if (!file.toString().endsWith(".gz")) {
      return null;
    }
    try (InputStream content = open(file)) {
      content.transferTo(OutputStream.nullOutputStream());
      return null;
    } catch (EOFException _) {
      return null;
    } catch (IOException e) {
      return "file '%s' is damaged (%s): nothing of it was taken, get it again and import it"
          .formatted(file.getFileName(), e.getMessage());
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
