package org.royaltyledger.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The content of a form with files, put together byte by byte. */
final class Parts {

  static final String TYPE = "multipart/form-data; boundary=XX";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Parts file(String name, byte[] content) {
    return part(
        "form-data; name=\"file\"; filename*=UTF-8''"
            + URLEncoder.encode(name, UTF_8).replace("+", "%20"),
        content);
  }

  Parts file(String name, String... lines) {
    return file(name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  Parts files(List<Path> files) {
    for (Path it : files) {
      try {
        file(String.valueOf(it.getFileName()), Files.readAllBytes(it));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  /** With a header as it is, in whatever form. */
  Parts part(String disposition, byte[] content) {
    bytes.writeBytes(
        "--XX\r\nContent-Disposition: %s\r\n\r\n".formatted(disposition).getBytes(UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  /** Without its end. */
  String begun() {
    return bytes.toString(UTF_8);
  }

  HttpRequest.BodyPublisher content() {
    bytes.writeBytes("--XX--\r\n".getBytes(UTF_8));
    return HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray());
  }
}
