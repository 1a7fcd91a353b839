package org.royaltyledger.api.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/** One process at a time has an embedded store; the operating system gives it back on any death. */
final class StoreLock implements AutoCloseable {

  private static final String NAME = "process.lock";

  /** The locked byte lies behind the text, so that others may read who holds it. */
  private static final long LOCKED_BYTE = 1 << 10;

  /**
   * The stores of this process: closing any channel of a file gives back all locks that the process
   * has on it, so the file of a store that is open here is not to be touched again.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private StoreLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws Refused STORE_IN_USE naming the process that has the store, STORE_UNREADABLE if the
   *     folder cannot be written
   */
  static StoreLock take(Path folder) {
    Path file;
    try {
      file = Files.createDirectories(folder).toRealPath().resolve(NAME);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    if (!HERE.add(file)) {
      throw inUse(folder, ownPid());
    }
    try {
      return new StoreLock(file, locked(folder, file));
    } catch (RuntimeException e) {
      HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel locked(Path folder, Path file) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw inUse(folder, Files.readString(file, StandardCharsets.UTF_8).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(ownPid().getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException e) {
      close(channel);
      throw unusable(folder, e);
    } catch (Refused e) {
      close(channel);
      throw e;
    }
  }

  /** Lets others know that the process which has the store takes commands. */
  void serves(String url) {
    try {
      channel.write(ByteBuffer.wrap((" " + url).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static String ownPid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /**
   * @param holder its process id, and the address that it serves on if it has said one
   */
  private static Refused inUse(Path folder, String holder) {
    String[] words = holder.split(" ", 2);
    return new Refused(
        Refused.Code.STORE_IN_USE,
        "the store in '%s' is in use by process %s: stop that process, or send the command to it with --server %s"
            .formatted(
                folder,
                holder.isEmpty() ? "(unknown)" : words[0],
                words.length == 2 ? words[1] : "URL if it serves"));
  }

  static Refused unusable(Path folder, IOException failure) {
    var refused =
        new Refused(
            Refused.Code.STORE_UNREADABLE,
            "the folder '%s' cannot be used for a store (%s): name another with --data DIR"
                .formatted(folder, failure.getMessage()));
    refused.initCause(failure); // a full disk has another way out
    return refused;
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the store's lock cannot be given back", e);
    }
  }

  @Override
  public void close() {
    close(channel);
    HERE.remove(file);
  }
}
