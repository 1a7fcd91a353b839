package org.royaltyledger.api.imports;

import java.nio.file.Path;
import org.royaltyledger.api.setup.PassingFolder;
import org.royaltyledger.api.setup.StoreAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder {@code uploads} of an embedded store, else a temporary one: what is sent here stays
 * until it is imported.
 */
@Component
final class UploadFolder implements AutoCloseable {

  private final PassingFolder folder;
  private final Path arriving;

  UploadFolder(@Value("${" + StoreAddress.UPLOADS + ":}") String folder) {
    this.folder = new PassingFolder(folder, "uploads");
    arriving = this.folder.of("arriving");
  }

  /** Where the parts of a request are written while they come; deleted with the request. */
  Path arriving() {
    return arriving;
  }

  /** A new folder for the files of one import. */
  Path of(String id) {
    return folder.of(id);
  }

  /** Deletes a file or a folder with all that is in it, following no link. */
  static void delete(Path file) {
    PassingFolder.delete(file);
  }

  @Override
  public void close() {
    folder.close();
  }
}
