package org.royaltyledger.api.job;

import java.nio.charset.StandardCharsets;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /api/v1/jobs}: how far they have come, what became of them, and their files. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobAddresses {

  /** The most seconds that an answer waits for an end. */
  private static final int LONGEST_WAIT = 30;

  private final Jobs jobs;

  JobAddresses(Jobs jobs) {
    this.jobs = jobs;
  }

  /** One's own, the newest first. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  JsonNode own() {
    ArrayNode own = Json.array();
    jobs.own().forEach(it -> own.add(it.document()));
    return own;
  }

  /**
   * How far a job has come, and what became of it.
   *
   * @param wait the answer comes when it has ended, or after so many seconds
   */
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  JsonNode job(@PathVariable String id, @RequestParam(defaultValue = "0") String wait)
      throws InterruptedException {
    Job job = jobs.find(id);
    job.awaitEnd(Words.upTo("wait", wait, LONGEST_WAIT));
    return job.document();
  }

  /** The file that it made. */
  @GetMapping("/{id}/file")
  ResponseEntity<Resource> file(@PathVariable String id) {
    Job job = jobs.find(id);
    JobFile file = job.file();
    if (file == null) {
      throw new Refused(
          Refused.Code.NO_JOB,
          "job '%s' has no file: ask %s what became of it".formatted(job.id(), job.address()));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(file.path()));
  }
}
