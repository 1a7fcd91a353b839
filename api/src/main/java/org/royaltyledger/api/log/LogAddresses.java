package org.royaltyledger.api.log;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.LogWork;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/log}: what {@code checkpoint} and {@code proof} print with {@code --json}. */
@RestController
@RequestMapping(path = "/api/v1/log", produces = "application/json")
class LogAddresses {

  private final LogWork log;

  LogAddresses(LogWork log) {
    this.log = log;
  }

  @GetMapping
  JsonNode signed() {
    return log.signed();
  }

  /** Signs the log as it is. */
  @PostMapping("/checkpoints")
  JsonNode sign(HttpServletRequest request) throws IOException {
    wish(request);
    return log.sign();
  }

  /** Signs with another key from now on. */
  @PostMapping("/keys")
  JsonNode rotate(HttpServletRequest request) throws IOException {
    return log.rotate(wish(request, "as", "why").by());
  }

  /** Who did what. */
  @GetMapping("/entries")
  JsonNode entries(
      @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "100") int limit) {
    return log.entries(after, limit);
  }

  @GetMapping("/events/{place}")
  JsonNode event(@PathVariable long place, @RequestParam @Nullable Long size) {
    return log.event(place, size);
  }

  @GetMapping("/usages/{usage}")
  JsonNode usage(
      @PathVariable String usage,
      @RequestParam @Nullable Integer contribution,
      @RequestParam @Nullable Long size) {
    return log.usage(usage, contribution, size);
  }

  @GetMapping("/statements/{period}/{party}")
  JsonNode statement(
      @PathVariable String period,
      @PathVariable String party,
      @RequestParam @Nullable String currency) {
    return log.statement(Words.period(period), Words.party(party), currency);
  }

  @GetMapping("/consistency")
  JsonNode consistency(@RequestParam long from, @RequestParam long to) {
    return log.consistency(from, to);
  }

  private static Wish wish(HttpServletRequest request, String... fields) throws IOException {
    return Wish.of(
        request.getInputStream().readNBytes(Wish.LONGEST + 1), request.getQueryString(), fields);
  }
}
