package org.royaltyledger.api.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.royaltyledger.ledger.value.Sha256;

/**
 * A file that a job made.
 *
 * @param sha256 in hexadecimal digits
 */
record JobFile(Path path, String name, long size, String sha256) {

  static JobFile of(Path path) {
    MessageDigest sha = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new JobFile(
          path, String.valueOf(path.getFileName()), size, HexFormat.of().formatHex(sha.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
