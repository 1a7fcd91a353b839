package org.royaltyledger.ledger.value;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read and write. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** What makes a new file one of these; nothing where its file system knows no permissions. */
  public static FileAttribute<?>[] at(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
