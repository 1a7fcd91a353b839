package org.royaltyledger.ledger.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import org.royaltyledger.ledger.value.Sha256;

/** Writes the container of a backup: its first line, packed records, a digest over all of it. */
final class RecordsOut {

  /** The first line without its number. */
  static final String PROGRAM = "royalty-ledger-backup ";

  /** Raised when older programs cannot read what follows; those of before are read for ever. */
  static final int VERSION = 2;

  static final int DIGEST = 32;

  private final OutputStream to;
  private final DigestOutputStream digested;
  private final ZstdOutputStream packed;

  /**
   * @param to is not closed here
   */
  RecordsOut(OutputStream to) throws IOException {
    this.to = to;
    digested = new DigestOutputStream(to, Sha256.digest());
    digested.write((PROGRAM + VERSION + "\n").getBytes(US_ASCII));
    packed = new ZstdOutputStream(new Open(digested));
    packed.setChecksum(true);
  }

  /** Stays open when what packs into it is closed: the digest follows. */
  private static final class Open extends FilterOutputStream {

    Open(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  void write(RecordKind kind, byte[] content) throws IOException {
    packed.write(
        ByteBuffer.allocate(1 + Integer.BYTES).put(kind.written()).putInt(content.length).array());
    packed.write(content);
  }

  /** Writes what ends a backup. */
  void end() throws IOException {
    packed.close();
    to.write(digested.getMessageDigest().digest());
    to.flush();
  }
}
