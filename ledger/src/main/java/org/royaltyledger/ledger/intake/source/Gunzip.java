package org.royaltyledger.ledger.intake.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip (RFC 1952), all members of it.
 *
 * <p>The JDK's own stream takes a damaged second member for the file's end and loses its lines
 * without a word; this one throws.
 */
public final class Gunzip extends InputStream {

  private static final int MAGIC_0 = 0x1F;
  private static final int MAGIC_1 = 0x8B;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[1 << 16];
  private int at;
  private int end;
  private boolean over;

  /**
   * @throws ZipException if it does not begin like gzip
   */
  public Gunzip(InputStream in) throws IOException {
    this.in = in;
    beginMember(octet());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!over) {
      try {
        int got = inflater.inflate(to, offset, length);
        if (got > 0) {
          crc.update(to, offset, got);
          return got;
        }
      } catch (DataFormatException e) {
        throw broken("its compressed bytes are damaged", e);
      }
      if (inflater.finished()) {
        at = end - inflater.getRemaining();
        endMember();
      } else if (inflater.needsDictionary()) {
        throw broken("it needs a dictionary", null);
      } else if (at < end || fill()) {
        inflater.setInput(packed, at, end - at);
        at = end;
      } else {
        throw new EOFException("the compressed file is cut short");
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private void endMember() throws IOException {
    long check = little(4);
    long size = little(4);
    if (check != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw broken("its checksum is wrong", null);
    }
    int next = at < end || fill() ? octet() : -1;
    if (next == 0) { // padding to the end, as tapes have it
      while (at < end || fill()) {
        if (octet() != 0) {
          throw broken("something else follows its compressed bytes", null);
        }
      }
      next = -1;
    }
    if (next < 0) {
      over = true;
      return;
    }
    if (next != MAGIC_0) {
      throw broken("something else follows its compressed bytes", null);
    }
    beginMember(next);
  }

  private void beginMember(int first) throws IOException {
    readHeader(first);
    inflater.reset();
    crc.reset();
    inflater.setInput(packed, at, end - at);
    at = end;
  }

  private void readHeader(int first) throws IOException {
    if (first != MAGIC_0 || octet() != MAGIC_1 || octet() != DEFLATE) {
      throw broken("it is not gzip", null);
    }
    int flags = octet();
    if ((flags & RESERVED) != 0) {
      throw broken("it is not gzip", null);
    }
    little(4); // time
    little(2); // extra flags, system
    if ((flags & EXTRA) != 0) {
      for (long left = little(2); left > 0; left--) {
        octet();
      }
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      little(2);
    }
  }

  private void skipText() throws IOException {
    while (octet() != 0) {
      // up to its end
    }
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) octet() << (8 * i);
    }
    return value;
  }

  private int octet() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("the compressed file is cut short");
    }
    return packed[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    int got = in.read(packed, 0, packed.length);
    at = 0;
    end = Math.max(got, 0);
    return got > 0;
  }

  private static ZipException broken(String why, @Nullable Throwable cause) {
    ZipException broken = new ZipException(why);
    broken.initCause(cause);
    return broken;
  }
}
