package org.royaltyledger.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.webhook.Receiver;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/api.md: its requests, sent in their order to a served store, are answered as it says. */
class RestDocumentTest {

  private static final String DOCUMENT = "docs/api.md";
  private static final String SERVER = "http://127.0.0.1:8080";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern AS = Pattern.compile("\"as\": \"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("(?m)^\\| `(GET|POST) (/api/[^`]+)` \\|");

  /** What curl is told. */
  private record Request(
      String method, String path, List<String> headers, HttpRequest.BodyPublisher content) {

    static Request of(String command, Path folder) {
      var parts = new StringBuilder();
      String method = "GET";
      String path = "";
      var headers = new ArrayList<String>();
      HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.noBody();
      List<String> words = words(command);
      for (int i = 1; i < words.size(); i++) {
        switch (words.get(i)) {
          case "-X" -> method = words.get(++i);
          case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
          case "--data-binary" -> {
            String data = words.get(++i);
            method = "POST";
            try {
              content =
                  data.startsWith("@")
                      ? HttpRequest.BodyPublishers.ofFile(folder.resolve(data.substring(1)))
                      : HttpRequest.BodyPublishers.ofString(data);
            } catch (java.io.FileNotFoundException e) {
              throw new IllegalArgumentException(e);
            }
          }
          case "-F" -> {
            method = "POST";
            headers.clear();
            headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=PART"));
            parts.append(part(words.get(++i), folder));
          }
          default -> {
            assertThat(words.get(i)).startsWith(SERVER);
            path = words.get(i).substring(SERVER.length());
          }
        }
      }
      if (!parts.isEmpty()) {
        content = HttpRequest.BodyPublishers.ofString(parts + "--PART--\r\n");
      }
      return new Request(method, path, headers, content);
    }

    private static String part(String word, Path folder) {
      String[] field = word.split("=@", 2);
      return "--PART\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n"
          .formatted(field[0], field[1], Documents.read(folder.resolve(field[1])));
    }

    private static List<String> words(String command) {
      return WORD.matcher(command.replace("\\\n", " "))
          .results()
          .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
          .toList();
    }

    HttpResponse<String> sentTo(ServedStore served) {
      return served.send(method, path, content, headers.toArray(String[]::new));
    }
  }

  @TestFactory
  Stream<DynamicTest> requests_are_answered_as_they_say(@TempDir Path folder) {
    var served = new ServedStore(folder, "--royalty-ledger.webhooks.private-hosts=localhost");
    var receiver = new Receiver();
    Path month = month(folder);
    List<Documents.Fence> fences =
        Documents.fences(DOCUMENT).stream()
            .filter(it -> !it.name().isEmpty() || it.text().startsWith("curl "))
            .toList();
    var tests = new ArrayList<DynamicTest>();
    prepare(served, month);
    var id = new AtomicReference<>("");
    var password = new AtomicReference<>("");
    var hook = new AtomicReference<>("");
    var portal = new AtomicReference<>("");
    for (int i = 0; i < fences.size(); i += 2) {
      Documents.Fence request = fences.get(i);
      Documents.Fence answer = fences.get(i + 1);
      tests.add(
          DynamicTest.dynamicTest(
              request.text().strip(),
              () -> {
                String text =
                    filled(request, id, password)
                        .text()
                        .strip()
                        .replace("$HOOK", hook.get())
                        .replace(
                            "https://hooks.example.org/",
                            "http://localhost:%d/".formatted(receiver.port()));
                HttpResponse<String> answered =
                    Request.of(text, month)
                        .sentTo(
                            text.contains("/webhooks")
                                ? served.with(portal(served, portal))
                                : served.by(sender(text)));
                assertAnswered(filled(answer, id, password), answered);
                if (answered.statusCode() == 202) {
                  id.set(JSON.readTree(answered.body()).path("id").stringValue());
                }
                if (answered.statusCode() == 201 && text.contains("/webhooks")) {
                  hook.set(JSON.readTree(answered.body()).path("webhook").stringValue());
                }
                if (request.text().contains("/access/users")) {
                  password.set(
                      JSON.readTree(answered.body()).path("oneTimePassword").stringValue());
                }
              }));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream().onClose(served::close).onClose(receiver::close);
  }

  /** The token of a partner, who is not there before it is asked for. */
  private static String portal(ServedStore served, AtomicReference<String> token) {
    if (token.get().isEmpty()) {
      token.set(
          served
              .get(LocalAccessWork.class)
              .token(
                  "aurora-portal",
                  Set.of(Role.PARTNER),
                  List.of(new PartyId("label-aurora")),
                  null,
                  Signature.NONE)
              .path("token")
              .stringValue());
    }
    return token.get();
  }

  /** Whose token a request comes with: who it says to be by. */
  private static String sender(String request) {
    Matcher as = AS.matcher(request);
    return as.find() ? as.group(1) : "finance-1";
  }

  /** With the id of the import that was sent last, and the password that was given out last. */
  private static Documents.Fence filled(
      Documents.Fence it, AtomicReference<String> id, AtomicReference<String> password) {
    return new Documents.Fence(
        it.language(),
        it.name(),
        it.value(),
        it.text().replace("$ID", id.get()).replace("$PASSWORD", password.get()));
  }

  private static void prepare(ServedStore served, Path month) {
    served.run(
        Stream.concat(
                Stream.of("import"),
                Documents.files(month, "").stream()
                    .map(Path::toString)
                    .filter(it -> !it.equals(month.toString()))
                    .filter(it -> !it.contains("-bad.") && !it.contains("exclusions")))
            .toArray(String[]::new));
  }

  /** The little month, and beside it files that are sent later. */
  private static Path month(Path folder) {
    Path month = Documents.littleMonth(folder.resolve("little-month"));
    Documents.fences("docs/formats.md").stream()
        .filter(it -> it.name().equals("rejected") || it.name().equals("excluded"))
        .forEach(it -> write(month.resolve(it.value()), it.text()));
    return month;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertAnswered(Documents.Fence expected, HttpResponse<String> answer) {
    assertThat(String.valueOf(answer.statusCode())).as(answer.body()).isEqualTo(expected.value());
    switch (expected.name()) {
      case "answer" -> {
        if (expected.language().equals("ndjson")) {
          assertThat(answer.body().lines().map(JSON::readTree))
              .containsExactlyElementsOf(expected.text().lines().map(JSON::readTree).toList());
        } else if (expected.language().equals("json")) {
          assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(expected.text()));
        } else {
          assertThat(answer.body()).isEqualTo(expected.text());
        }
      }
      case "shape" ->
          assertSameFields(JSON.readTree(expected.text()), JSON.readTree(answer.body()));
      case "part" -> {
        if (expected.language().equals("json")) {
          JsonNode answered = JSON.readTree(answer.body());
          JSON.readTree(expected.text())
              .properties()
              .forEach(it -> assertThat(answered.path(it.getKey())).isEqualTo(it.getValue()));
        } else {
          assertThat(answer.body()).startsWith(expected.text());
        }
      }
      default -> throw new IllegalArgumentException(expected.name());
    }
  }

  private static void assertSameFields(JsonNode documented, JsonNode answered) {
    assertThat(answered.getNodeType()).isEqualTo(documented.getNodeType());
    assertThat(List.copyOf(answered.propertyNames()))
        .containsExactlyElementsOf(documented.propertyNames());
    for (String name : documented.propertyNames()) {
      assertSameFields(documented.path(name), answered.path(name));
    }
    if (documented.isArray()) {
      assertSameFields(documented.path(0), answered.path(0));
    }
  }

  @Test
  void every_address_is_in_the_document_with_an_example(@TempDir Path folder) {
    var there = new TreeSet<String>();
    try (var served = new ServedStore(folder)) {
      served
          .get(RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .keySet()
          .forEach(
              it ->
                  it.getPatternValues().stream()
                      .filter(path -> path.startsWith("/api/"))
                      .forEach(
                          path ->
                              it.getMethodsCondition()
                                  .getMethods()
                                  .forEach(method -> there.add(method + " " + path))));
    }
    Path month = month(folder);
    String document = Documents.read(DOCUMENT);
    assertThat(ADDRESS.matcher(document).results().map(it -> it.group(1) + " " + it.group(2)))
        .containsExactlyInAnyOrderElementsOf(there);
    List<String> requests =
        Documents.fences(DOCUMENT).stream()
            .filter(it -> it.text().startsWith("curl "))
            .map(it -> Request.of(it.text().strip(), month))
            .map(it -> it.method + " " + it.path)
            .toList();
    assertThat(there)
        .allSatisfy(
            address ->
                assertThat(requests)
                    .anyMatch(
                        it ->
                            it.replaceAll("\\?.*", "")
                                .matches(address.replaceAll("\\{[a-zA-Z]+}", "[^/]+"))));
  }
}
