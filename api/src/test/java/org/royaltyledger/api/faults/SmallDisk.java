package org.royaltyledger.api.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk of a few megabytes, in memory, that can be filled and emptied; root may have one, and CI
 * by sudo.
 */
final class SmallDisk implements AutoCloseable {

  private static final int CHUNK = 1 << 12;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one.
   *
   * @param folder where; made
   * @return nothing where this is not allowed
   */
  static Optional<SmallDisk> mounted(Path folder, int megabytes) {
    String options;
    try {
      Object owner = Files.getAttribute(Files.createDirectories(folder), "unix:uid");
      options = "size=%dm,uid=%s".formatted(megabytes, owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return asRoot("mount", "-t", "tmpfs", "-o", options, "royalty-ledger", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  Path folder() {
    return folder;
  }

  /** Leaves so many bytes. */
  void fill(long left) {
    try (OutputStream out = Files.newOutputStream(filler())) {
      FileStore disk = Files.getFileStore(folder);
      byte[] nothing = new byte[CHUNK];
      while (disk.getUsableSpace() > left) {
        out.write(nothing);
      }
    } catch (IOException e) {
      // Somebody else was faster: it is full all the same.
    }
  }

  /** Gives back what {@link #fill} took. */
  void empty() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!asRoot("umount", "-l", folder.toString())) {
      throw new IllegalStateException("%s cannot be unmounted".formatted(folder));
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** As it is, or, on a machine that only builds, by a sudo that does not ask. */
  private static boolean asRoot(String... command) {
    var words = new ArrayList<>(List.of(command));
    if (ended(words)) {
      return true;
    }
    if (System.getenv("CI") == null) {
      return false;
    }
    words.addAll(0, List.of("sudo", "-n"));
    return ended(words);
  }

  private static boolean ended(List<String> words) {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
