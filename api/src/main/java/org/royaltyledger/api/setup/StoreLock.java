package org.royaltyledger.api.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/** One process at a time has an embedded store; the operating system gives it back on any death. */
final class StoreLock implements AutoCloseable {

  private static final String NAME = "process.lock";

  /** The locked byte lies behind the text, so that others may read who holds it. */
  private static final long LOCKED_BYTE = 1 << 10;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Refused STORE_IN_USE naming the process that has the store, STORE_UNREADABLE if the
   *     folder cannot be written
   */
  static StoreLock take(Path folder) {
    Path file = folder.resolve(NAME);
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new Refused(
          Refused.Code.STORE_UNREADABLE,
          "the folder '%s' cannot be used for a store (%s): name another with --data DIR"
              .formatted(folder, e.getMessage()));
    }
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
        channel.close();
        throw new Refused(
            Refused.Code.STORE_IN_USE,
            "the store in '%s' is in use by process %s: stop that process, or send the command to it with --server URL if it serves"
                .formatted(folder, holder.isEmpty() ? "(unknown)" : holder));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new StoreLock(channel);
    } catch (IOException e) {
      throw new Refused(
          Refused.Code.STORE_UNREADABLE,
          "the folder '%s' cannot be used for a store (%s): name another with --data DIR"
              .formatted(folder, e.getMessage()));
    }
  }

  /** Null if another has it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("the store's lock cannot be given back", e);
    }
  }
}
