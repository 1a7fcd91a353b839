package org.royaltyledger.ledger.backup;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Sha256;

/** Reads the container of a backup, one record after the other. */
final class RecordsIn implements AutoCloseable {

  /** Of a first line, so that no other file is read whole for one. */
  private static final int LONGEST_LINE = 64;

  private static final int AT_ONCE = 1 << 16;

  private final ZstdInputStream packed;

  /** A record. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Item(RecordKind kind, byte[] content) {}

  private RecordsIn(ZstdInputStream packed) {
    this.packed = packed;
  }

  /**
   * Opens a backup.
   *
   * @throws Refused NEWER_STORE if a newer program wrote it, BACKUP_DAMAGED if it is none
   */
  static RecordsIn open(Path file) throws IOException {
    InputStream from =
        new Limited(
            new BufferedInputStream(Files.newInputStream(file), AT_ONCE),
            Files.size(file) - RecordsOut.DIGEST);
    try {
      requireVersion(file, from);
      return new RecordsIn(new ZstdInputStream(from));
    } catch (IOException | RuntimeException e) {
      from.close();
      throw e;
    }
  }

  private static void requireVersion(Path file, InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int it = from.read(); it >= 0 && it != '\n' && line.length() < LONGEST_LINE; ) {
      line.append((char) it);
      it = from.read();
    }
    if (!line.toString().matches(RecordsOut.PROGRAM + "[1-9][0-9]{0,8}")) {
      throw Damaged.because(file, "it does not begin as a backup of this program does");
    }
    int version = Integer.parseInt(line.substring(RecordsOut.PROGRAM.length()));
    if (version > RecordsOut.VERSION) {
      throw new Refused(
          Refused.Code.NEWER_STORE,
          "backup '%s' is of version %d of its format, and this program reads those up to %d: use the version that wrote it"
              .formatted(file, version, RecordsOut.VERSION));
    }
  }

  /**
   * Compares the digest at the end with all before it.
   *
   * @throws Refused BACKUP_DAMAGED if they differ
   */
  static void requireDigest(Path file) throws IOException {
    long size = Files.size(file);
    MessageDigest digest = Sha256.digest();
    byte[] said;
    try (InputStream from = Files.newInputStream(file)) {
      byte[] some = new byte[AT_ONCE];
      for (long left = size - RecordsOut.DIGEST; left > 0; ) {
        int read = from.read(some, 0, (int) Math.min(left, some.length));
        if (read < 0) {
          throw new EOFException("it became shorter while it was read");
        }
        digest.update(some, 0, read);
        left -= read;
      }
      said = from.readAllBytes();
    }
    if (size <= RecordsOut.DIGEST || !Arrays.equals(said, digest.digest())) {
      throw Damaged.because(
          file, "it is cut off or changed, for its last 32 bytes are not the SHA-256 of the rest");
    }
  }

  /** The next record, null where all of them were read. */
  @Nullable Item next() throws IOException {
    byte[] head = packed.readNBytes(1 + Integer.BYTES);
    if (head.length == 0) {
      return null;
    }
    if (head.length < 1 + Integer.BYTES) {
      throw new EOFException("it ends within a record");
    }
    int length = ByteBuffer.wrap(head).getInt(1);
    if (length < 0) {
      throw new IllegalArgumentException("a record of %d bytes".formatted(length));
    }
    byte[] content = packed.readNBytes(length); // takes only as much room as there is to read
    if (content.length < length) {
      throw new EOFException("it ends within a record");
    }
    return new Item(RecordKind.of(head[0]), content);
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  /** Ends before the digest. */
  private static final class Limited extends InputStream {

    private final InputStream from;
    private long left;

    Limited(InputStream from, long left) {
      this.from = from;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      left--;
      return from.read();
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = from.read(to, at, (int) Math.min(left, length));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }
}
