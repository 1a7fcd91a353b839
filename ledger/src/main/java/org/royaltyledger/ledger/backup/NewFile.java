package org.royaltyledger.ledger.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.OwnerOnly;
import org.royaltyledger.ledger.value.Refused;

/** The file of a backup: there as a whole or not at all, and in the place of nothing. */
public final class NewFile {

  private static final int AT_ONCE = 1 << 16;

  private NewFile() {}

  /** What is written to it. */
  @FunctionalInterface
  public interface Content<T> {
    T writtenTo(OutputStream to) throws IOException;
  }

  /**
   * @throws Refused BAD_INPUT if there is such a file
   */
  public static void requireAbsent(Path file) {
    if (Files.exists(file)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is there already, and a backup takes the place of nothing: name another file"
              .formatted(file));
    }
  }

  /**
   * Writes it.
   *
   * @param file is there, whole and on the disk, when this returns, and is not there before
   * @throws Refused BAD_INPUT if there is such a file, FILE_UNREADABLE if it cannot be written
   */
  public static <T> T write(Path file, Content<T> content) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        T written = writePart(part, content);
        requireAbsent(file);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.toAbsolutePath().getParent());
        return written;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UncheckedIOException e) {
      var refused =
          new Refused(
              Refused.Code.FILE_UNREADABLE,
              "backup '%s' cannot be written (%s): name a file in a folder that can be written"
                  .formatted(file, e.getMessage()));
      refused.initCause(e); // a full disk has another way out
      throw refused;
    }
  }

  private static <T> T writePart(Path part, Content<T> content) throws IOException {
    Files.deleteIfExists(part); // of a process that was killed
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.at(part))) {
      var to = new BufferedOutputStream(Channels.newOutputStream(channel), AT_ONCE);
      T written = content.writtenTo(to);
      to.flush();
      channel.force(true);
      return written;
    }
  }

  /** Where folders can be synced. */
  private static void sync(@Nullable Path folder) throws IOException {
    if (folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
