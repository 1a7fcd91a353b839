package org.royaltyledger.ledger.store.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageBlock.Address;
import org.royaltyledger.ledger.usage.UsageBlock.Columns;
import org.royaltyledger.ledger.usage.UsageEvent.UsageBlockRecorded;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;

/**
 * A block of usages as stored bytes: Avro's single-object header (C3 01 and the writer schema's
 * fingerprint), 32 bytes of salt key, one zstd frame of the Avro datum.
 *
 * <p>The schemas are resources {@code /avro/usage-block-N.avsc}; their docs are the format's.
 */
public final class UsageBlockCodec {

  /** The longest stored block, in bytes; {@link #halves} of a longer one are to be stored. */
  public static final int LONGEST = 900_000;

  /** The length of a salt key, in bytes. */
  public static final int SALT_KEY = 32;

  private static final int LEVEL = 3;
  private static final int HEADER = 10;
  private static final int FRAME = HEADER + SALT_KEY;
  private static final int LONGEST_DATUM = 1 << 26;
  private static final int MOST_CONTRIBUTIONS = 1 << 20;
  private static final int MOST_REPEATS = 1 << 20;
  private static final byte MARK_0 = (byte) 0xC3;
  private static final byte MARK_1 = 0x01;
  private static final long FINGERPRINT = BlockSchemas.fingerprint(BlockSchemas.NEWEST);

  private UsageBlockCodec() {}

  /** Takes the id of each row in turn: {@code length} bytes of UTF-8 from {@code offset}. */
  @FunctionalInterface
  public interface IdReader {
    void read(int row, byte[] buffer, int offset, int length);
  }

  /**
   * Finds out at the start that blocks can be packed: zstd is native code that is unpacked into a
   * file, and a class for which this failed once fails for as long as the program runs.
   *
   * @throws Refused DISK_FULL if it does not fit
   */
  public static void requireLibrary() {
    try {
      Native.load();
    } catch (LinkageError e) {
      Refused full = DiskFull.in(e);
      if (full != null) {
        throw full;
      }
      throw e;
    }
  }

  /** The block as it is stored. */
  public static byte[] encode(UsageBlockRecorded event) {
    return encode(event.saltKey(), contentBytes(event.block()));
  }

  /**
   * As {@link #encode(UsageBlockRecorded)}, where the content is at hand already.
   *
   * @param content as {@link #contentBytes} gives it
   */
  public static byte[] encode(byte[] saltKey, byte[] content) {
    if (saltKey.length != SALT_KEY) {
      throw new IllegalArgumentException("a salt key has 32 bytes, not " + saltKey.length);
    }
    byte[] stored = new byte[FRAME + Math.toIntExact(Zstd.compressBound(content.length))];
    stored[0] = MARK_0;
    stored[1] = MARK_1;
    System.arraycopy(fingerprintBytes(), 0, stored, 2, Long.BYTES);
    System.arraycopy(saltKey, 0, stored, HEADER, SALT_KEY);
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      zstd.setLevel(LEVEL).setChecksum(true);
      int length =
          zstd.compressByteArray(stored, FRAME, stored.length - FRAME, content, 0, content.length);
      return Arrays.copyOf(stored, FRAME + length);
    }
  }

  /**
   * The block's Avro datum in the newest schema, not compressed: the same for the same block.
   *
   * @throws IllegalArgumentException if it is longer than a reader would take
   */
  public static byte[] contentBytes(UsageBlock block) {
    Columns columns = block.columns();
    AvroWriter to = new AvroWriter(block.size() * 64 + block.contributions() * 8 + 1024);
    to.texts(columns.usageId());
    to.texts(columns.words());
    to.differences(columns.second());
    to.column(columns.nano());
    to.column(columns.useType());
    to.column(columns.offering());
    to.column(columns.territory());
    to.column(columns.listener());
    to.column(columns.quantity());
    to.column(columns.modelVersion());
    to.column(columns.containsAi());
    to.column(columns.output());
    to.column(columns.provider());
    to.column(columns.method());
    to.column(columns.version());
    to.column(columns.confidence());
    to.column(counts(columns.firstContribution()));
    to.column(columns.byParty());
    to.column(columns.target());
    to.column(columns.role());
    to.column(columns.given());
    to.column(Arrays.equals(columns.given(), columns.used()) ? new long[0] : columns.used());
    to.beginArray(columns.repeats().size());
    for (Address address : columns.repeats()) {
      to.number(address.place());
      to.number(address.row());
    }
    to.endArray();
    byte[] content = to.bytes();
    if (content.length > LONGEST_DATUM
        || block.contributions() > MOST_CONTRIBUTIONS
        || columns.repeats().size() > MOST_REPEATS) {
      throw new IllegalArgumentException(
          "a block of %d bytes, %d contributions and %d repeats is too large: halve it"
              .formatted(content.length, block.contributions(), columns.repeats().size()));
    }
    return content;
  }

  /**
   * @throws Refused NEWER_STORE if a newer program wrote it, STORE_UNREADABLE if no program did
   */
  public static UsageBlockRecorded decode(byte[] stored) {
    byte[] content = content(stored);
    try {
      return new UsageBlockRecorded(Arrays.copyOfRange(stored, HEADER, FRAME), read(content));
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads the ids of the usages and nothing else.
   *
   * @return how many there are
   * @throws Refused as {@link #decode}
   */
  public static int readIds(byte[] stored, IdReader reader) {
    AvroReader from = new AvroReader(content(stored));
    try {
      return from.eachText(UsageBlock.MOST, reader);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /**
   * Two blocks in place of one that is too long to store: the first half of its rows, with its
   * repeats, and the second.
   *
   * @throws IllegalArgumentException if it has a single usage: that one always fits
   */
  public static List<UsageBlock> halves(UsageBlock block) {
    if (block.size() < 2) {
      throw new IllegalArgumentException("a block of one usage cannot be halved");
    }
    int middle = block.size() / 2;
    UsageBlock.Builder first = new UsageBlock.Builder();
    UsageBlock.Builder second = new UsageBlock.Builder();
    for (int row = 0; row < block.size(); row++) {
      (row < middle ? first : second).copy(block, row);
    }
    block.repeats().forEach(first::repeat);
    return List.of(first.build(), second.build());
  }

  /** The fingerprint of the newest schema, as it stands in the header. */
  static byte[] fingerprintBytes() {
    return ByteBuffer.allocate(Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(FINGERPRINT)
        .array();
  }

  private static UsageBlock read(byte[] content) {
    AvroReader from = new AvroReader(content);
    String[] usageId = from.texts(UsageBlock.MOST);
    String[] words = from.texts(content.length);
    int size = usageId.length;
    long[] second = from.differences(size);
    int[] nano = from.ints(size);
    int[] useType = from.ints(size);
    int[] offering = from.ints(size);
    int[] territory = from.ints(size);
    int[] listener = from.ints(size);
    long[] quantity = from.longs(size);
    int[] modelVersion = from.ints(size);
    int[] containsAi = from.ints(size);
    int[] output = from.ints(size);
    int[] provider = from.ints(size);
    int[] method = from.ints(size);
    int[] version = from.ints(size);
    int[] confidence = from.ints(size);
    int[] firstContribution = sums(from.ints(size));
    int contributions = firstContribution[size];
    boolean[] byParty = from.booleans(contributions);
    int[] target = from.ints(contributions);
    int[] role = from.ints(contributions);
    long[] given = from.longs(contributions);
    long[] used = from.emptyArray() ? given : from.longs(contributions);
    List<Address> repeats = repeats(from);
    from.end();
    return UsageBlock.of(
        new Columns(
            words,
            usageId,
            second,
            nano,
            useType,
            offering,
            territory,
            listener,
            quantity,
            modelVersion,
            containsAi,
            output,
            provider,
            method,
            version,
            confidence,
            firstContribution,
            byParty,
            target,
            role,
            given,
            used,
            repeats));
  }

  private static List<Address> repeats(AvroReader from) {
    List<Address> repeats = new ArrayList<>();
    for (int n = from.entries(MOST_REPEATS);
        n > 0;
        n = from.entries(MOST_REPEATS - repeats.size())) {
      for (int i = 0; i < n; i++) {
        repeats.add(from.address());
      }
    }
    return repeats;
  }

  private static int[] counts(int[] firstContribution) {
    int[] counts = new int[firstContribution.length - 1];
    for (int row = 0; row < counts.length; row++) {
      counts[row] = firstContribution[row + 1] - firstContribution[row];
    }
    return counts;
  }

  private static int[] sums(int[] counts) {
    int[] first = new int[counts.length + 1];
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] < 0 || counts[row] > MOST_CONTRIBUTIONS - first[row]) {
        throw new IllegalArgumentException("%d contributions".formatted(counts[row]));
      }
      first[row + 1] = first[row] + counts[row];
    }
    return first;
  }

  private static byte[] content(byte[] stored) {
    if (stored.length <= FRAME || stored[0] != MARK_0 || stored[1] != MARK_1) {
      throw unreadable(new IllegalArgumentException("it does not begin like one"));
    }
    long fingerprint =
        ByteBuffer.wrap(stored, 2, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (BlockSchemas.version(fingerprint) == null) {
      throw new Refused(
          Refused.Code.NEWER_STORE,
          ("A block of usages is written in schema %016x, which this program does not know: "
                  + "open the store with the version that wrote it, or a newer one")
              .formatted(fingerprint));
    }
    try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
      long length = Zstd.getFrameContentSize(stored, FRAME, stored.length - FRAME);
      if (length <= 0 || length > LONGEST_DATUM) {
        throw new IllegalArgumentException("it announces %d bytes".formatted(length));
      }
      byte[] content = new byte[(int) length];
      int got =
          zstd.decompressByteArray(
              content, 0, content.length, stored, FRAME, stored.length - FRAME);
      if (got != content.length) {
        throw new IllegalArgumentException("it holds %d bytes, not %d".formatted(got, length));
      }
      return content;
    } catch (IllegalArgumentException | ZstdException e) {
      throw unreadable(e);
    }
  }

  private static Refused unreadable(RuntimeException why) {
    Refused refused =
        new Refused(
            Refused.Code.STORE_UNREADABLE,
            ("A stored block of usages cannot be read (%s): its bytes were changed; "
                    + "restore the store from a backup")
                .formatted(why.getMessage()));
    refused.initCause(why);
    return refused;
  }
}
