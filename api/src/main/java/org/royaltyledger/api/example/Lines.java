package org.royaltyledger.api.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text written as bytes at once, line by line, without strings in between. */
final class Lines implements AutoCloseable {

  private static final byte[] HEX = bytes("0123456789abcdef");
  private static final int FULL = 1 << 16;
  private static final int LONGEST_LINE = 1 << 13;

  private final OutputStream out;
  private final byte[] buffer = new byte[FULL + LONGEST_LINE];
  private int length;

  Lines(OutputStream out) {
    this.out = out;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  Lines put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  Lines put(char ascii) {
    buffer[length++] = (byte) ascii;
    return this;
  }

  /** A whole number, 0 or more. */
  Lines number(long number) {
    return digits(number, digitsOf(number));
  }

  /** A whole number, 0 or more, with zeros before it. */
  Lines digits(long number, int digits) {
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** The lowest {@code digits} hexadecimal digits. */
  Lines hex(long number, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      buffer[length++] = HEX[(int) (number >>> shift) & 15];
    }
    return this;
  }

  void endLine() throws IOException {
    put('\n');
    if (length >= FULL) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }

  @Override
  public String toString() {
    return new String(Arrays.copyOf(buffer, length), UTF_8);
  }

  private static int digitsOf(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
