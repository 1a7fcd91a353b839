package org.royaltyledger.ledger.intake.source;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/**
 * The lines of a file, one after the other, without copying: a slice of {@link #buffer} that is
 * good until the next {@link #next}.
 *
 * <p>A line ends with LF or CRLF, the last one perhaps without. A byte order mark at the beginning
 * is passed over, and so are blank lines, which keep their numbers. Lines of more than {@value
 * #LONGEST} bytes and lines that are not UTF-8 have a {@link #problem}. Memory stays below a few of
 * the longest lines, whatever the file.
 *
 * <pre>{@code
 * try (LineReader lines = LineReader.open(path)) {
 *   while (lines.next()) {
 *     if (lines.problem() != null) { reject(lines.number(), lines.problem()); continue; }
 *     parse(lines.buffer(), lines.offset(), lines.length());
 *   }
 * } catch (SourceBroken e) { report(e.getMessage()); }   // every line before it was given out
 * }</pre>
 */
public final class LineReader implements Closeable {

  /** The longest line, in bytes. */
  public static final int LONGEST = 1 << 20;

  /** What is kept of a longer line, in bytes. */
  private static final int KEPT = 1 << 13;

  private static final int FIRST_BUFFER = 1 << 18;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * ONES;

  private final String file;
  private final long size;
  private final Counted raw;
  private final InputStream in;

  private byte[] buffer = new byte[FIRST_BUFFER];
  private int end;
  private int after;
  private boolean over;
  private @Nullable IOException broken;

  private int offset;
  private int length;
  private long number;
  private @Nullable String problem;

  private int feed;
  private boolean ascii;

  private LineReader(String file, long size, Counted raw, InputStream in) {
    this.file = file;
    this.size = size;
    this.raw = raw;
    this.in = in;
  }

  /**
   * Opens a file, through gzip if its name ends with {@code .gz}.
   *
   * @throws Refused FILE_UNREADABLE if it is missing, empty, a directory or may not be read
   */
  public static LineReader open(Path path) {
    LineReader lines = openPerhapsEmpty(path);
    if (lines.over && lines.end == 0 && lines.broken == null) {
      lines.closeQuietly();
      throw refused(path, "is empty: get it again, or leave it out");
    }
    return lines;
  }

  /** As {@link #open}, for formats in which a file without a byte is a file without rows. */
  public static LineReader openPerhapsEmpty(Path path) {
    String name = String.valueOf(path.getFileName());
    boolean packed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    if (Files.isDirectory(path)) {
      throw refused(path, "is a directory: name the files in it");
    }
    InputStream opened = null;
    try {
      opened = Files.newInputStream(path);
      Counted raw = new Counted(opened);
      long size = Files.isRegularFile(path) ? Files.size(path) : -1;
      InputStream in = packed && size != 0 ? new Gunzip(raw) : raw;
      LineReader lines = new LineReader(name, size, raw, in);
      lines.begin(path, packed);
      return lines;
    } catch (NoSuchFileException e) {
      throw refused(path, "is not there: check the name and the folder");
    } catch (AccessDeniedException e) {
      throw refused(path, "may not be read: give this user the right to read it");
    } catch (IOException e) {
      closeQuietly(opened);
      throw refused(
          path,
          "cannot be read (%s): get it again%s"
              .formatted(
                  e.getMessage(),
                  packed ? ", or drop .gz from its name if it is not compressed" : ""));
    } catch (Refused e) {
      closeQuietly(opened);
      throw e;
    }
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws SourceBroken if the file breaks off; every whole line before it was given out
   */
  public boolean next() throws SourceBroken {
    while (readLine(number)) {
      number++;
      if (problem != null || !blank()) {
        return true;
      }
    }
    return false;
  }

  /** Holds the line, and later ones behind it. */
  public byte[] buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /** In bytes, without the line's end; of a line that is too long, what is kept of it. */
  public int length() {
    return length;
  }

  /** The line's number, from 1. */
  public long number() {
    return number;
  }

  /** Why the line is to be rejected; null if it can be read. */
  public @Nullable String problem() {
    return problem;
  }

  /** How many bytes of the file are read, compressed ones where it is. */
  public long bytesRead() {
    return raw.count;
  }

  /** The file's length in bytes, -1 if it has none (a pipe). */
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void begin(Path path, boolean packed) {
    fill();
    if (!packed && end >= 2 && buffer[0] == 0x1F && (buffer[1] & 0xFF) == 0x8B) {
      throw refused(path, "is compressed: let its name end with .gz");
    }
    if (end >= 3
        && (buffer[0] & 0xFF) == 0xEF
        && (buffer[1] & 0xFF) == 0xBB
        && (buffer[2] & 0xFF) == 0xBF) {
      after = 3;
    }
  }

  private boolean blank() {
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Finds the next line, whatever is in it, and does not count it. */
  private boolean readLine(long linesBefore) throws SourceBroken {
    int from = after;
    int begin = after;
    ascii = true;
    while (!findFeed(from)) {
      if (over) {
        if (broken != null) {
          throw new SourceBroken(file, linesBefore, String.valueOf(broken.getMessage()));
        }
        return lastLine(begin);
      }
      int have = end - begin;
      if (have > LONGEST + 1) {
        skipLine(begin, have, linesBefore);
        return true;
      }
      from = end;
      makeRoom(begin);
      from -= begin - after;
      begin = after;
      fill();
    }
    after = feed + 1;
    take(begin, feed);
    return true;
  }

  private boolean lastLine(int begin) {
    after = end;
    if (begin == end) {
      return false;
    }
    take(begin, end);
    return true;
  }

  private void take(int begin, int lineEnd) {
    int stop = lineEnd > begin && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    offset = begin;
    length = stop - begin;
    problem = null;
    if (length > LONGEST) {
      tooLong(length);
    } else if (!ascii) {
      int invalid = Utf8.firstInvalid(buffer, offset, length);
      if (invalid >= 0) {
        problem =
            "byte %d is not UTF-8: save the file as UTF-8 and import it again"
                .formatted(invalid + 1);
      }
    }
  }

  private void tooLong(long bytes) {
    length = Math.min(length, KEPT);
    problem =
        "line has %d bytes, more than %d: write one row on each line".formatted(bytes, LONGEST);
  }

  /**
   * Reads over the rest of a line that is too long, in constant memory, and keeps its beginning.
   */
  private void skipLine(int begin, long have, long linesBefore) throws SourceBroken {
    long bytes = have;
    boolean returned = buffer[end - 1] == '\r';
    System.arraycopy(buffer, begin, buffer, 0, KEPT);
    while (true) {
      end = KEPT;
      after = KEPT;
      if (!over) {
        fill();
      }
      if (over && end == KEPT) {
        if (broken != null) {
          throw new SourceBroken(file, linesBefore, String.valueOf(broken.getMessage()));
        }
        break;
      }
      if (findFeed(KEPT)) {
        bytes += feed - KEPT;
        returned = feed > KEPT ? buffer[feed - 1] == '\r' : returned;
        after = feed + 1;
        break;
      }
      bytes += end - KEPT;
      returned = buffer[end - 1] == '\r';
    }
    offset = 0;
    length = KEPT;
    tooLong(returned ? bytes - 1 : bytes);
  }

  /** Looks for LF from {@code from} on, eight bytes at a time, and notes what is not ASCII. */
  private boolean findFeed(int from) {
    byte[] in = buffer;
    int at = from;
    long seen = 0;
    for (int last = end - Long.BYTES; at <= last; at += Long.BYTES) {
      long word = (long) WORD.get(in, at);
      long other = word ^ FEEDS;
      long hit = (other - ONES) & ~other & HIGHS;
      if (hit != 0) {
        int bits = Long.numberOfTrailingZeros(hit) - 7;
        feed = at + (bits >>> 3);
        seen |= word & ((1L << bits) - 1);
        ascii &= (seen & HIGHS) == 0;
        return true;
      }
      seen |= word;
    }
    for (; at < end; at++) {
      if (in[at] == '\n') {
        feed = at;
        ascii &= (seen & HIGHS) == 0;
        return true;
      }
      seen |= in[at];
    }
    ascii &= (seen & HIGHS) == 0;
    return false;
  }

  /** Moves what is kept to the front, and takes more memory where that is not enough. */
  private void makeRoom(int begin) {
    int have = end - begin;
    byte[] to = have > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, begin, to, 0, have);
    buffer = to;
    end = have;
    after = 0;
  }

  private void fill() {
    try {
      int got = in.read(buffer, end, buffer.length - end);
      if (got < 0) {
        over = true;
      } else {
        end += got;
      }
    } catch (IOException e) {
      over = true;
      broken = e;
    }
  }

  private void closeQuietly() {
    closeQuietly(in);
  }

  private static void closeQuietly(@Nullable InputStream stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // it was only read, and the refusal says more
    }
  }

  private static Refused refused(Path path, String why) {
    return new Refused(Refused.Code.FILE_UNREADABLE, "File %s %s".formatted(path, why));
  }

  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      count += got < 0 ? 0 : 1;
      return got;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int got = super.read(to, offset, length);
      count += Math.max(got, 0);
      return got;
    }
  }
}
