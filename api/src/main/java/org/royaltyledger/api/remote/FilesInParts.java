package org.royaltyledger.api.remote;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.ContentDisposition;

/** Files as the content of a request (RFC 7578), read while they are sent. */
final class FilesInParts {

  private final String boundary = "royalty-ledger-" + UUID.randomUUID();
  private final List<HttpRequest.BodyPublisher> pieces = new ArrayList<>();

  FilesInParts(List<Path> files) {
    for (Path file : files) {
      text(
          "--%s\r\nContent-Disposition: %s\r\nContent-Type: application/octet-stream\r\n\r\n"
              .formatted(boundary, disposition(file)));
      try {
        pieces.add(HttpRequest.BodyPublishers.ofFile(file));
      } catch (FileNotFoundException e) {
        var refused =
            new Refused(
                Refused.Code.FILE_UNREADABLE,
                "file '%s' cannot be read: nothing was imported, name files that are there"
                    .formatted(file));
        refused.initCause(e);
        throw refused;
      }
      text("\r\n");
    }
    text("--%s--\r\n".formatted(boundary));
  }

  /** Any name can be sent, encoded; the server says which it takes. */
  private static String disposition(Path file) {
    return ContentDisposition.formData()
        .name("file")
        .filename(String.valueOf(file.getFileName()), StandardCharsets.UTF_8)
        .build()
        .toString();
  }

  private void text(String text) {
    pieces.add(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  HttpRequest.BodyPublisher content() {
    return HttpRequest.BodyPublishers.concat(pieces.toArray(HttpRequest.BodyPublisher[]::new));
  }
}
