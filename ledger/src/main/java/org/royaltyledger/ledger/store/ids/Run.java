package org.royaltyledger.ledger.store.ids;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * The ids of a stretch of the log in a file that never changes: fingerprints in order, their
 * addresses, and a filter, each with its checksum.
 *
 * <p>Read through the operating system's cache, so none of it takes heap.
 */
final class Run implements AutoCloseable {

  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Where the fingerprints begin: behind the header, on a page of its own. */
  static final long FINGERPRINTS = 4_096;

  /** What a file begins with; its last digit is the version of the format. */
  static final long MAGIC = 0x31_5344_4945_4753_55L;

  /** The places of the header's numbers. */
  static final int MAGIC_AT = 0;

  static final int COUNT_AT = 8;
  static final int AFTER_AT = 16;
  static final int UP_TO_AT = 24;
  static final int ANCHOR_AT = 32;
  static final int KEY_AT = 40;
  static final int CHECKSUMS_AT = 48;
  static final int HEADER_CHECKSUM_AT = CHECKSUMS_AT + 3 * Long.BYTES;

  private static final long CHUNK = 1 << 24;

  private final Path file;
  private final Arena arena;
  private final long count;
  private final Span span;
  private final MemorySegment fingerprints;
  private final MemorySegment addresses;
  private final Filter filter;

  private Run(Path file, Arena arena, MemorySegment all, long count, Span span) {
    this.file = file;
    this.arena = arena;
    this.count = count;
    this.span = span;
    long column = count * Long.BYTES;
    fingerprints = all.asSlice(FINGERPRINTS, column);
    addresses = all.asSlice(FINGERPRINTS + column, column);
    filter = Filter.over(all.asSlice(FINGERPRINTS + 2 * column));
  }

  /**
   * Opens a run and reads all of it once.
   *
   * @param key what {@link RunWriter} was given
   * @throws IOException if it is damaged, of another format or under another key
   */
  @SuppressWarnings("MustBeClosedChecker") // the run has it, and closes it
  static Run open(Path file, long key) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < FINGERPRINTS) {
        throw new IOException(file + " is cut off");
      }
      MemorySegment all = channel.map(MapMode.READ_ONLY, 0, size, arena);
      long count = all.get(LONG, COUNT_AT);
      boolean ours =
          all.get(LONG, MAGIC_AT) == MAGIC
              && all.get(LONG, KEY_AT) == key
              && all.get(LONG, HEADER_CHECKSUM_AT) == checksum(all.asSlice(0, HEADER_CHECKSUM_AT));
      if (!ours || count < 0 || count > size || size != size(count)) {
        throw new IOException(file + " is not an index of this store's usage ids");
      }
      var span =
          new Span(all.get(LONG, AFTER_AT), all.get(LONG, UP_TO_AT), all.get(LONG, ANCHOR_AT));
      var run = new Run(file, arena, all, count, span);
      if (all.get(LONG, CHECKSUMS_AT) != checksum(run.fingerprints)
          || all.get(LONG, CHECKSUMS_AT + Long.BYTES) != checksum(run.addresses)
          || all.get(LONG, CHECKSUMS_AT + 2 * Long.BYTES) != checksum(run.filter.bits())) {
        throw new IOException(file + " is damaged");
      }
      return run;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** How long the file of so many ids is. */
  static long size(long count) {
    return FINGERPRINTS + 2 * count * Long.BYTES + Filter.bytes(count);
  }

  static long checksum(MemorySegment bytes) {
    var checksum = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      checksum.update(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
    }
    return checksum.getValue();
  }

  Span span() {
    return span;
  }

  long count() {
    return count;
  }

  /** No if it is false; otherwise perhaps. */
  boolean mayHave(long fingerprint) {
    return filter.mayHave(fingerprint);
  }

  /** Gives each address of a fingerprint. */
  void each(long fingerprint, LongConsumer taker) {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Long.compareUnsigned(fingerprints.getAtIndex(LONG, middle), fingerprint) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (; low < count && fingerprints.getAtIndex(LONG, low) == fingerprint; low++) {
      taker.accept(addresses.getAtIndex(LONG, low));
    }
  }

  /** All entries, by fingerprint. */
  Entries entries() {
    return new Entries() {
      private long at = -1;

      @Override
      public boolean next() {
        return ++at < count;
      }

      @Override
      public long fingerprint() {
        return fingerprints.getAtIndex(LONG, at);
      }

      @Override
      public long address() {
        return addresses.getAtIndex(LONG, at);
      }
    };
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
