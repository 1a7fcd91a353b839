package org.royaltyledger.api.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code openapi} beside the classes. */
final class OpenApiFiles {

  private static final String FOLDER = "classpath:openapi/";

  private final PathMatchingResourcePatternResolver files =
      new PathMatchingResourcePatternResolver(OpenApiFiles.class.getClassLoader());

  String text(String name) {
    return text(files.getResource(FOLDER + name));
  }

  JsonNode json(String name) {
    return parsed(files.getResource(FOLDER + name));
  }

  /** All of a folder, by their names without {@code .json}. */
  SortedMap<String, JsonNode> all(String folder) {
    try {
      var found = new TreeMap<String, JsonNode>();
      Arrays.stream(files.getResources(FOLDER + folder + "/*.json"))
          .forEach(
              it ->
                  found.put(
                      String.valueOf(it.getFilename()).replaceFirst("\\.json$", ""), parsed(it)));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(Resource file) {
    return JsonMapper.shared().readTree(text(file));
  }

  private static String text(Resource file) {
    try {
      return file.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
