package org.royaltyledger.ledger.intake.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text in UTF-8 on its way to a parser, which keeps what passed lately: a value that is wrong is
 * to be shown as it came, and the whole text may be too much to keep.
 */
final class RecentText extends Reader {

  /** A parser is at most this far ahead of the value that it gives out. */
  private static final int AHEAD = 1 << 14;

  private final InputStream in;
  private final int longest;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13).flip();
  private final StringBuilder recent = new StringBuilder();
  private final StringBuilder held = new StringBuilder();
  private long bytesBefore;
  private long recentFrom;
  private long heldFrom;
  private boolean holding;
  private boolean begun;
  private boolean over;

  /**
   * @param longest the most characters that are shown of a value
   */
  RecentText(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** That the text is not UTF-8. */
  static final class NotUtf8 extends IOException {
    private static final long serialVersionUID = 1L;

    private NotUtf8(byte at, long place) {
      super("byte 0x%02X at place %d is not UTF-8: save the file as UTF-8".formatted(at, place));
    }
  }

  /** Keeps what comes from a place on, as far as it is shown. */
  void hold(long from) {
    int at = within(from - recentFrom, recent);
    held.setLength(0);
    held.append(recent, at, recent.length());
    heldFrom = recentFrom + at;
    holding = true;
  }

  /** What was held, up to a place. */
  String held(long to) {
    holding = false;
    return held.substring(0, within(to - heldFrom, held));
  }

  /** What passed lately before a place. */
  String before(long place) {
    return recent.substring(0, within(place - recentFrom, recent));
  }

  /** What passed lately from a place on. */
  String after(long place) {
    return recent.substring(within(place - recentFrom, recent));
  }

  private static int within(long place, CharSequence text) {
    return Math.clamp(place, 0, text.length());
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    if (length < 2) {
      throw new IllegalArgumentException("a character may take two");
    }
    var out = CharBuffer.wrap(to, offset, length).slice();
    while (true) {
      CoderResult result = decoder.decode(bytes, out, over);
      int got = begun ? out.position() : withoutMark(to, offset, out.position());
      if (got > 0) {
        begun = true;
        keep(to, offset, got);
        return got;
      }
      if (result.isError()) {
        throw new NotUtf8(bytes.get(bytes.position()), bytesBefore + bytes.position() + 1);
      }
      if (over) {
        return -1;
      }
      fill();
    }
  }

  /** A byte order mark may stand before everything. */
  private static int withoutMark(char[] to, int offset, int length) {
    if (length == 0 || to[offset] != '\uFEFF') {
      return length;
    }
    System.arraycopy(to, offset + 1, to, offset, length - 1);
    return length - 1;
  }

  private void fill() throws IOException {
    bytesBefore += bytes.position();
    bytes.compact();
    int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
    over = got < 0;
    bytes.position(bytes.position() + Math.max(got, 0)).flip();
  }

  private void keep(char[] from, int offset, int length) {
    if (recent.length() > AHEAD) {
      int old = recent.length() - AHEAD / 2;
      recent.delete(0, old);
      recentFrom += old;
    }
    recent.append(from, offset, length);
    if (holding && held.length() <= longest) {
      held.append(from, offset, length);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
