package org.royaltyledger.ledger.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a stream; a byte order mark before the first is skipped. */
public final class StreamLines implements Lines {

  private static final int[] MARK = {0xEF, 0xBB, 0xBF};

  private final InputStream content;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private int at;
  private int end;
  private long number;

  /**
   * @param longest in bytes; of a longer line no more than one byte beyond is kept
   */
  public StreamLines(InputStream content, int longest) {
    this.content = content;
    this.longest = longest;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    line.reset();
    if (number == 0) {
      skipMark();
    }
    if (at == end && !fill()) {
      return null;
    }
    number++;
    do {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      // One more than allowed tells that it is too long; another, for a CR that is cut off below.
      line.write(buffer, at, Math.min(stop - at, longest + 2 - line.size()));
      at = stop;
      if (at < end) {
        at++;
        break;
      }
    } while (fill());
    byte[] bytes = line.toByteArray();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    length = Math.min(length, longest + 1);
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  @Override
  public long number() {
    return number;
  }

  private void skipMark() throws IOException {
    if (!fill()) {
      return;
    }
    while (end < MARK.length) {
      int more = content.read(buffer, end, buffer.length - end);
      if (more < 0) {
        break;
      }
      end += more;
    }
    boolean marked = end >= MARK.length;
    for (int i = 0; marked && i < MARK.length; i++) {
      marked = (buffer[i] & 0xFF) == MARK[i];
    }
    at = marked ? MARK.length : 0;
  }

  private boolean fill() throws IOException {
    int count;
    do {
      count = content.read(buffer, 0, buffer.length);
    } while (count == 0);
    at = 0;
    end = Math.max(count, 0);
    return count > 0;
  }

  /** Whether a line states nothing and is to be passed over. */
  public static boolean isBlank(byte[] line) {
    for (byte it : line) {
      if (it != ' ' && it != '\t' && it != '\r') {
        return false;
      }
    }
    return true;
  }
}
