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
   * Whether a file is gzip is told by its name, so both must agree.
   *
   * @throws Refused FILE_UNREADABLE if they do not
   */
  static void requireNameFits(Path file) throws IOException {
    boolean packed = file.toString().endsWith(".gz");
    byte[] first;
    try (InputStream bytes = Files.newInputStream(file)) {
      first = bytes.readNBytes(2);
    }
    boolean gzip = first.length == 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B;
    if (packed != gzip) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "file '%s' %s: nothing was imported"
              .formatted(
                  file,
                  gzip
                      ? "is gzip, let its name end with .gz"
                      : first.length == 0
                          ? "is empty, which gzip never is, get it again"
                          : "is not gzip, get it again, or drop .gz from its name"));
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
    var refused =
        new Refused(
            Refused.Code.FILE_UNREADABLE,
            "file '%s' cannot be read (%s), get it again: nothing was imported"
                .formatted(file.getFileName(), failure.getMessage()));
    refused.initCause(failure);
    return refused;
  }
}
