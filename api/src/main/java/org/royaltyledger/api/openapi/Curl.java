package org.royaltyledger.api.openapi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A request as docs/api.md writes it.
 *
 * @param path with what follows the question mark
 * @param content empty without; of files it is not shown
 */
record Curl(String method, String path, String content) {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern SERVER = Pattern.compile("http://127\\.0\\.0\\.1:8080(?=/)");

  static Curl of(String command) {
    List<String> words =
        WORD.matcher(command.replace("\\\n", " "))
            .results()
            .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
            .toList();
    String method = "GET";
    String path = "";
    String content = "";
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-X" -> method = words.get(++i);
        case "-H" -> i++;
        case "-F" -> {
          method = "POST";
          i++;
        }
        case "--data-binary" -> {
          method = "POST";
          content = words.get(++i);
        }
        default -> path = SERVER.matcher(words.get(i)).replaceFirst("");
      }
    }
    return new Curl(method, path, content);
  }

  /** Whether its content stands in the command, not in a file. */
  boolean hasContent() {
    return !content.isEmpty() && !content.startsWith("@");
  }
}
