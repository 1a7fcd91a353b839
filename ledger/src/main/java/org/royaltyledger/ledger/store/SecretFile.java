package org.royaltyledger.ledger.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.royaltyledger.ledger.value.OwnerOnly;

/** A file that holds a key: for its owner alone, written once and never over. */
final class SecretFile {

  private SecretFile() {}

  /**
   * Writes it to the disk.
   *
   * @throws FileAlreadyExistsException if there is one
   */
  static void write(Path target, String content) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            target,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.at(target))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true); // what is sealed with a key must not outlive it
    }
    forceName(target);
  }

  /** Has the folder remember the file, where folders can be forced. */
  private static void forceName(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
