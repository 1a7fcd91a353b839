package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A usage as it is sent.
 *
 * @param line its JSON
 */
record SentUsage(String id, String digest, String line) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The lines of a file of good usages. */
  static List<SentUsage> in(Path file) {
    try {
      return Files.readAllLines(file, UTF_8).stream().map(SentUsage::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SentUsage of(String line) {
    JsonNode usage = JSON.readTree(line);
    return new SentUsage(usage.path("usageId").asString(), UsageDigest.of(usage), line);
  }
}
