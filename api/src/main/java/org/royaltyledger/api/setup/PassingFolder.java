package org.royaltyledger.api.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder of which nothing outlives the server: what a killed one left is deleted when the next
 * one starts.
 */
public final class PassingFolder implements AutoCloseable {

  private final Path root;

  /**
   * @param folder where it is; empty is a temporary one
   * @param name what a temporary one is called
   */
  public PassingFolder(String folder, String name) {
    try {
      if (folder.isEmpty()) {
        root = Files.createTempDirectory("royalty-ledger-" + name + "-"); // nobody else's
      } else {
        root = Path.of(folder);
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder in it, which is made unless it is there. */
  public Path of(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file or a folder with all that is in it, following no link. */
  public static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(left);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("what a server kept for a while cannot be deleted", e);
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}
