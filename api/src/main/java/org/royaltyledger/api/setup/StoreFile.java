package org.royaltyledger.api.setup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Objects;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/**
 * The file of an embedded store while nobody has it open: copied without what commits left behind
 * when that is most of it.
 *
 * <p>H2's own compaction gives up on the many small chunks of a log that is synced at each commit.
 */
final class StoreFile {

  private static final String DATABASE = "ledger";
  private static final String COPY = ".copy";

  /** Percent of the file that is in use; a copy is made below it. */
  private static final int WASTEFUL = 60;

  private static final long SMALL = 4 << 20;

  private final Path folder;
  private final Path file;
  private final Path copy;

  /**
   * @param folder the store's, absolute
   */
  StoreFile(Path folder) {
    this.folder = folder;
    file = folder.resolve(DATABASE + ".mv.db");
    copy = folder.resolve(DATABASE + ".mv.db" + COPY);
  }

  /** The database's name as H2 takes it: without the ending it adds. */
  Path database() {
    return folder.resolve(DATABASE);
  }

  /**
   * Deletes what a process left behind that was killed amid a copy.
   *
   * @throws Refused STORE_UNREADABLE if it cannot
   */
  void cleanUp() {
    try {
      deleteCopy();
    } catch (IOException e) {
      throw StoreLock.unusable(folder, e);
    }
  }

  private void deleteCopy() throws IOException {
    for (String ending : List.of("", ".tempFile", ".newFile")) {
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + ending));
    }
  }

  /**
   * Copies the file if that makes it much smaller; as it is, it is whole at any moment.
   *
   * @param always also if it does not, as something in it is to be forgotten
   */
  void giveBack(boolean always) {
    try {
      try {
        if (Files.exists(file) && (always || (Files.size(file) > SMALL && isWasteful()))) {
          copyInPlace();
        }
      } finally {
        deleteCopy(); // half of one would fill a disk that is nearly full
      }
    } catch (IOException | RuntimeException e) {
      // It was only about room: whatever H2's tool did not like, the store is as good as before.
      System.getLogger(StoreFile.class.getName())
          .log(System.Logger.Level.DEBUG, "the store's file stays as it is", e);
    }
  }

  /**
   * The tool puts the new file in the place of the old before it is on the disk: so it works on
   * another name of the file, which keeps its own.
   */
  private void copyInPlace() throws IOException {
    deleteCopy();
    Files.createLink(copy, file);
    PosixFileAttributeView own = posix(file);
    PosixFileAttributes before = own == null ? null : own.readAttributes();
    MVStoreTool.compact(copy.toString(), false);
    if (before != null) {
      belongAsBefore(before);
    }
    sync(copy, StandardOpenOption.WRITE);
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    sync(folder, StandardOpenOption.READ);
  }

  /** Who may read the store is for its owner to say, and not for whoever closes it. */
  private void belongAsBefore(PosixFileAttributes before) throws IOException {
    PosixFileAttributeView now = Objects.requireNonNull(posix(copy));
    PosixFileAttributes made = now.readAttributes();
    if (!made.owner().equals(before.owner())) {
      now.setOwner(before.owner());
    }
    if (!made.group().equals(before.group())) {
      now.setGroup(before.group());
    }
    now.setPermissions(before.permissions());
  }

  private static @Nullable PosixFileAttributeView posix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class);
  }

  private boolean isWasteful() {
    try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
      return store.getFileStore().getFillRate() * store.getFileStore().getChunksFillRate()
          < WASTEFUL * 100;
    }
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
