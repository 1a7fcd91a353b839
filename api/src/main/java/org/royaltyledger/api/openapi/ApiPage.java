package org.royaltyledger.api.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** docs/api.md: what it says of each address in a line, and the examples, each with its answer. */
record ApiPage(List<Address> addresses, List<Example> examples) {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(GET|POST) (/api/[^`]+)` \\| (.+) \\| [^|]+ \\|$");
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?ms)^```sh\\n"
              + "(curl .*?)^```$.*?^```([a-z]+) (?:answer|shape|part)=([0-9]+)\\n"
              + "(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");
  private static final String ID = "$ID";

  ApiPage {
    addresses = List.copyOf(addresses);
    examples = List.copyOf(examples);
  }

  /**
   * A row of its table.
   *
   * @param does without links and marks
   */
  record Address(String method, String path, String does) {

    /** How a request names it in {@code paths}. */
    boolean isOf(Curl request) {
      String asked = request.path().replaceAll("\\?.*", "");
      return request.method().equals(method)
          && asked.matches(path.replaceAll("\\{[a-zA-Z]+}", "[^/]+"));
    }

    int placeholders() {
      return path.length() - path.replace("{", "").length();
    }
  }

  /**
   * @param language of the answer: json, ndjson, yaml or text
   */
  record Example(Curl request, Address of, int status, String language, String answer) {}

  static ApiPage of(String text) {
    List<Address> addresses =
        ROW.matcher(text)
            .results()
            .map(it -> new Address(it.group(1), it.group(2), plain(it.group(3))))
            .toList();
    var examples = new ArrayList<Example>();
    String id = "";
    for (MatchResult it : REQUEST.matcher(text).results().toList()) {
      var request = Curl.of(it.group(1).strip().replace(ID, id));
      String answer = it.group(4).replace(ID, id);
      int status = Integer.parseInt(it.group(3));
      examples.add(new Example(request, address(addresses, request), status, it.group(2), answer));
      if (status == 202) {
        id = JsonMapper.shared().readTree(answer).required("id").stringValue();
      }
    }
    return new ApiPage(addresses, examples);
  }

  private static Address address(List<Address> addresses, Curl request) {
    return addresses.stream()
        .filter(it -> it.isOf(request))
        .min(Comparator.comparingInt(Address::placeholders))
        .orElseThrow(() -> new IllegalStateException("no address in docs/api.md: " + request));
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
  }
}
