package org.royaltyledger.api.bench;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept: a client that costs little beside the server it measures.
 */
final class Connection implements Closeable {

  private static final int SHORT_ANSWER = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] head;
  private final String asked;
  private byte[] answer = new byte[SHORT_ANSWER];
  private int length;

  /**
   * @param token that it may be done with
   */
  Connection(int port, String token) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    head =
        "POST /api/v1/usages HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: "
            .formatted(port, token)
            .getBytes(StandardCharsets.ISO_8859_1);
    asked =
        "GET %%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(port, token);
  }

  /** Sends a body and reads the whole answer; gives its status. */
  int post(byte[] body) throws IOException {
    var request = new ByteArrayOutputStream(head.length + body.length + 16);
    request.writeBytes(head);
    request.writeBytes((body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    out.write(request.toByteArray());
    return status();
  }

  /** Asks for a page and reads the whole answer; gives its status. */
  int get(String path) throws IOException {
    out.write(asked.formatted(path).getBytes(StandardCharsets.ISO_8859_1));
    return status();
  }

  /** How many bytes the last answer had, with its headers. */
  int answered() {
    return length;
  }

  private int status() throws IOException {
    length = 0;
    while (true) {
      if (length == answer.length) {
        answer = Arrays.copyOf(answer, 2 * length);
      }
      int got = in.read(answer, length, answer.length - length);
      if (got <= 0) {
        throw new EOFException("the server broke off its answer");
      }
      length += got;
      String text = new String(answer, 0, length, StandardCharsets.ISO_8859_1);
      if (isWhole(text)) {
        return Integer.parseInt(text.substring(9, 12));
      }
    }
  }

  private static boolean isWhole(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String headers = text.substring(0, end).toLowerCase(Locale.ROOT);
    int at = headers.indexOf("content-length: ");
    if (at < 0) {
      return text.endsWith("\r\n0\r\n\r\n"); // chunked
    }
    int from = at + "content-length: ".length();
    int to = headers.indexOf("\r\n", from);
    int length = Integer.parseInt(headers.substring(from, to < 0 ? headers.length() : to).strip());
    return text.length() >= end + 4 + length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
