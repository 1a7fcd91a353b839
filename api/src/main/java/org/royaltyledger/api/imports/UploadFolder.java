package org.royaltyledger.api.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.setup.StoreAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder {@code uploads} of an embedded store, else a temporary one: what is sent here stays
 * until it is imported.
 *
 * <p>Nothing in it outlives the server: what a killed one left is deleted when the next one starts.
 */
@Component
final class UploadFolder implements AutoCloseable {

  private final Path root;

  UploadFolder(@Value("${" + StoreAddress.UPLOADS + ":}") String folder) {
    try {
      root =
          folder.isEmpty() ? Files.createTempDirectory("royalty-ledger-uploads-") : Path.of(folder);
      delete(root);
      Files.createDirectories(arriving());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the parts of a request are written while they come; deleted with the request. */
  Path arriving() {
    return root.resolve("arriving");
  }

  /** A new folder for the files of one import. */
  Path of(String id) {
    try {
      return Files.createDirectories(root.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file or a folder with all that is in it, following no link. */
  static void delete(Path folder) {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
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
      throw new UncheckedIOException("what was uploaded cannot be deleted", e);
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}
