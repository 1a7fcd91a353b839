package org.royaltyledger.api.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Work that a serving process does as jobs, and the files that come of it. */
final class RemoteJobs {

  private final Http http;

  RemoteJobs(Http http) {
    this.http = http;
  }

  /** A job that is done. */
  record Done(HttpRequest asked, JsonNode document) {

    JsonNode answer() {
      return document.required("answer");
    }
  }

  /** What is made of a file while it comes. */
  @FunctionalInterface
  interface Reading {
    void read(InputStream content) throws IOException;
  }

  /**
   * Has a job done.
   *
   * @throws Refused why it failed
   */
  Done done(String path, ObjectNode wish, LongConsumer usages) {
    HttpRequest post =
        http.request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.written(wish)))
            .build();
    String id = http.json(post).path("id").asString("");
    HttpRequest ask = http.request(address(id) + "?wait=1").build();
    while (true) {
      JsonNode job = http.json(ask);
      usages.accept(job.path("progress").path("usages").asLong());
      switch (job.path("state").asString("")) {
        case "waiting", "running" -> {}
        case "failed" -> throw failed(ask, job);
        case "done" -> {
          return new Done(ask, job);
        }
        default -> throw http.broken(ask, new IOException("a state that is not known"));
      }
    }
  }

  private Refused failed(HttpRequest ask, JsonNode job) {
    try {
      return Http.refusal(job.path("problem"));
    } catch (RuntimeException e) {
      return http.broken(ask, e);
    }
  }

  private static String address(String id) {
    return "/jobs/" + RemoteWork.encoded(id);
  }

  /**
   * Takes the file of a job; what comes otherwise than the job says is no answer.
   *
   * @throws Refused NO_ANSWER
   */
  void file(Done job, Reading reading) {
    HttpRequest get = http.request(address(job.document.path("id").asString("")) + "/file").build();
    MessageDigest sha = Sha256.digest();
    try (InputStream content = new DigestInputStream(http.content(get), sha)) {
      reading.read(unclosed(content));
      content.transferTo(OutputStream.nullOutputStream());
      if (!HexFormat.of()
          .formatHex(sha.digest())
          .equals(job.document.path("file").path("sha256").asString(""))) {
        throw new IOException("the file is not the one that was made");
      }
    } catch (IOException e) {
      throw http.broken(get, e);
    }
  }

  /** Who reads an archive may leave the rest of it. */
  private static InputStream unclosed(InputStream content) {
    return new FilterInputStream(content) {
      @Override
      public void close() {
        // whoever opened it does
      }
    };
  }

  /** A document of a job, whose form is not the one there is. */
  Refused broken(Done job, Exception cause) {
    return http.broken(job.asked, cause);
  }
}
