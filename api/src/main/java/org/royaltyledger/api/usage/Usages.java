package org.royaltyledger.api.usage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.api.problem.Problems;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.StreamLines;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.store.GroupCommit;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /api/v1/usages}: an answer comes when what it says is durable. */
@RestController
@RequestMapping("/api/v1/usages")
class Usages {

  private static final String NDJSON = "application/x-ndjson";

  private final UsageLog log;
  private final GroupCommit commit;
  private final Parsers parsers;
  private final BodyMemory memory;
  private final OwnContributions own;
  private final IntakeCounts counts;

  Usages(
      UsageLog log,
      GroupCommit commit,
      Parsers parsers,
      BodyMemory memory,
      OwnContributions own,
      IntakeCounts counts) {
    this.own = own;
    this.log = log;
    this.commit = commit;
    this.parsers = parsers;
    this.memory = memory;
    this.counts = counts;
  }

  @GetMapping(path = "/{usageId}", produces = "application/json")
  JsonNode usage(@PathVariable String usageId) {
    return log.find(usageId)
        .map(own::seen)
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.NO_USAGE,
                    "usage '%s' is not in the ledger: look at the answer that it was sent with, or send it"
                        .formatted(usageId)));
  }

  /** The same for ids that cannot stand in a path. */
  @GetMapping(produces = "application/json")
  JsonNode usageOf(@RequestParam String usageId) {
    return usage(usageId);
  }

  /** One usage, or an array of them. */
  @PostMapping(consumes = "application/json", produces = "application/json")
  ResponseEntity<JsonNode> post(HttpServletRequest request) throws IOException {
    return Acting.as(Words.signature(request.getParameterMap())).doing(() -> taken(request));
  }

  private ResponseEntity<JsonNode> taken(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > JsonBody.LARGEST) {
      return Problems.of(HttpStatus.CONTENT_TOO_LARGE).answer();
    }
    InputStream in = request.getInputStream();
    byte[] first = in.readNBytes(BodyMemory.SMALL + 1);
    if (first.length <= BodyMemory.SMALL) {
      return answer(first);
    }
    long length = request.getContentLengthLong(); // unknown where it comes in chunks
    try (var _ = memory.take(length < 0 ? JsonBody.LARGEST : length)) {
      var whole = new SequenceInputStream(new ByteArrayInputStream(first), in);
      byte[] content = whole.readNBytes(JsonBody.LARGEST + 1);
      return content.length > JsonBody.LARGEST
          ? Problems.of(HttpStatus.CONTENT_TOO_LARGE).answer()
          : answer(content);
    }
  }

  private ResponseEntity<JsonNode> answer(byte[] content) {
    return JsonBody.isArray(content) ? many(content) : one(content);
  }

  private ResponseEntity<JsonNode> one(byte[] content) {
    Items items;
    try (var lent = parsers.lend()) {
      items = new Items(lent.parser());
      items.add(content, 0, content.length, 1);
    }
    Result result = items.write(commit, counts, it -> "HTTP").getFirst().result();
    return switch (result.outcome()) {
      case ACCEPTED -> ResponseEntity.created(address(result)).body(result.document());
      case REPEATED -> ResponseEntity.ok(result.document());
      case CONFLICT -> refused(Refused.Code.USAGE_CONFLICT, result);
      case REJECTED -> refused(Refused.Code.USAGE_REJECTED, result);
    };
  }

  private static URI address(Result result) {
    return URI.create(
        "/api/v1/usages?usageId="
            + UriUtils.encode(String.valueOf(result.usageId()), StandardCharsets.UTF_8));
  }

  private static ResponseEntity<JsonNode> refused(Refused.Code code, Result result) {
    var problem = Problem.of(code, String.valueOf(result.reason()));
    return problem.answer(result.addTo(problem.document()));
  }

  private ResponseEntity<JsonNode> many(byte[] content) {
    var drafts = new ArrayList<Items>();
    try (var lent = parsers.lend()) {
      JsonBody.items(
          content,
          (offset, length, number) -> {
            if (drafts.isEmpty() || drafts.getLast().isFull()) {
              drafts.add(new Items(lent.parser()));
            }
            drafts.getLast().add(content, offset, length, number);
          });
    }
    ArrayNode results = Json.array();
    for (Items items : drafts) {
      items
          .write(commit, counts, "HTTP item %d"::formatted)
          .forEach(it -> results.add(it.result().document()));
    }
    return ResponseEntity.ok(results);
  }

  /**
   * Usages line by line, however many.
   *
   * <p>The outcomes wait in a file until the last line is read: a client that sends everything
   * before it reads anything would otherwise wait for ever.
   */
  @PostMapping(consumes = NDJSON, produces = NDJSON)
  void postLines(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Acting by = Acting.as(Words.signature(request.getParameterMap()));
    Path outcomes = Files.createTempFile("outcomes", ".ndjson");
    try {
      try (var _ = memory.take(Items.MANY_BYTES);
          var lent = parsers.lend();
          BufferedWriter to = Files.newBufferedWriter(outcomes)) {
        InputStream content = request.getInputStream();
        by.doing(
            () -> {
              take(content, lent.parser(), to);
              return outcomes;
            });
      }
      response.setContentType(NDJSON);
      response.setContentLengthLong(Files.size(outcomes));
      Files.copy(outcomes, response.getOutputStream());
    } finally {
      Files.delete(outcomes);
    }
  }

  private void take(InputStream content, UsageLineParser parser, Writer to) throws IOException {
    var lines = new StreamLines(content, LineReader.LONGEST);
    var items = new Items(parser);
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      if (!StreamLines.isBlank(line)) {
        items.add(line, 0, line.length, lines.number());
      }
      if (items.isFull()) {
        write(items, to);
        items = new Items(parser);
      }
    }
    if (!items.isEmpty()) {
      write(items, to);
    }
  }

  private void write(Items items, Writer to) throws IOException {
    List<Items.Numbered> written = items.write(commit, counts, "HTTP line %d"::formatted);
    for (Items.Numbered it : written) {
      to.write(Json.written(it.result().addTo(Json.object().put("line", it.number()))));
      to.write('\n');
    }
  }
}
