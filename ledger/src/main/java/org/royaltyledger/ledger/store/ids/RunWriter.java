package org.royaltyledger.ledger.store.ids;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/** Writes a run under another name, and gives it its own only when all of it is on the disk. */
final class RunWriter {

  static final String UNFINISHED = ".unfinished";

  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final Column fingerprints;
  private final Column addresses;

  private RunWriter(FileChannel channel, long count) {
    this.channel = channel;
    fingerprints = new Column(Run.FINGERPRINTS);
    addresses = new Column(Run.FINGERPRINTS + count * Long.BYTES);
  }

  /**
   * @param count how many entries there are
   * @param key tells the runs of one key from those of another
   * @param stopped asked now and then; the writing ends with an exception if so
   */
  static void write(
      Path file, Entries entries, long count, Span span, long key, BooleanSupplier stopped)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      new RunWriter(channel, count).write(entries, count, span, key, stopped);
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private void write(Entries entries, long count, Span span, long key, BooleanSupplier stopped)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bits = arena.allocate(Filter.bytes(count), Long.BYTES);
      Filter filter = Filter.over(bits);
      long written = 0;
      while (entries.next()) {
        fingerprints.put(entries.fingerprint());
        addresses.put(entries.address());
        filter.add(entries.fingerprint());
        if ((++written & 0xFFFF) == 0 && stopped.getAsBoolean()) {
          throw new InterruptedIOException("the index of usage ids is being closed");
        }
      }
      if (written != count) {
        throw new IllegalStateException("%d entries, not %d".formatted(written, count));
      }
      fingerprints.flush();
      addresses.flush();
      long at = Run.FINGERPRINTS + 2 * count * Long.BYTES;
      for (long from = 0; from < bits.byteSize(); from += BUFFER) {
        long length = Math.min(BUFFER, bits.byteSize() - from);
        writeFully(bits.asSlice(from, length).asByteBuffer(), at + from);
      }
      writeFully(header(arena, count, span, key, Run.checksum(bits)), 0);
    }
  }

  private ByteBuffer header(Arena arena, long count, Span span, long key, long filterChecksum) {
    MemorySegment header = arena.allocate(Run.FINGERPRINTS, Long.BYTES);
    header.set(Run.LONG, Run.MAGIC_AT, Run.MAGIC);
    header.set(Run.LONG, Run.COUNT_AT, count);
    header.set(Run.LONG, Run.AFTER_AT, span.after());
    header.set(Run.LONG, Run.UP_TO_AT, span.upTo());
    header.set(Run.LONG, Run.ANCHOR_AT, span.anchor());
    header.set(Run.LONG, Run.KEY_AT, key);
    header.set(Run.LONG, Run.CHECKSUMS_AT, fingerprints.checksum.getValue());
    header.set(Run.LONG, Run.CHECKSUMS_AT + Long.BYTES, addresses.checksum.getValue());
    header.set(Run.LONG, Run.CHECKSUMS_AT + 2 * Long.BYTES, filterChecksum);
    header.set(
        Run.LONG, Run.HEADER_CHECKSUM_AT, Run.checksum(header.asSlice(0, Run.HEADER_CHECKSUM_AT)));
    return header.asByteBuffer();
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** A column of numbers on its way into the file. */
  private final class Column {
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long position;

    Column(long position) {
      this.position = position;
    }

    void put(long value) throws IOException {
      if (!buffer.hasRemaining()) {
        flush();
      }
      buffer.putLong(value);
    }

    void flush() throws IOException {
      buffer.flip();
      checksum.update(buffer.duplicate());
      int length = buffer.remaining();
      writeFully(buffer, position);
      position += length;
      buffer.clear();
    }
  }
}
