package org.royaltyledger.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.royaltyledger.api.access.Door;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation as OpenAPI has it.
 *
 * @param room its tag
 * @param does its row in docs/api.md
 * @param file what {@code openapi/operations} says of it: names stand for what has a file of its
 *     own, and the codes of {@code problems} for the answers that they give
 * @param examples of docs/api.md
 */
record DescribedOperation(
    String room, ApiPage.Address does, JsonNode file, List<ApiPage.Example> examples) {

  private static final String PROBLEM_JSON = "application/problem+json";

  /** What every address may answer, and those too that take content. */
  private static final List<String> ALWAYS =
      List.of(
          "Unknown",
          "Forbidden",
          "NotAcceptable",
          "Misdirected",
          "TooMany",
          "Failed",
          "Unavailable");

  private static final List<String> STATUSES =
      List.of("401", "403", "406", "421", "429", "500", "503");

  DescribedOperation {
    examples = List.copyOf(examples);
  }

  ObjectNode written() {
    ObjectNode operation = Json.object();
    operation.putArray("tags").add(room);
    operation.put("summary", does.does());
    if (file.has("description")) {
      operation.set("description", file.required("description"));
    }
    operation.set("operationId", file.required("operationId"));
    if (file.has("parameters")) {
      ArrayNode parameters = operation.putArray("parameters");
      file.required("parameters")
          .forEach(it -> parameters.add(reference("parameters", it.stringValue())));
    }
    if (file.has("requestBody")) {
      operation.set("requestBody", requestBody());
    }
    operation.set("responses", responses());
    operation.put("x-example-path", examplePath());
    List<String> roles = Door.roles(does.method(), does.path());
    ArrayNode security = operation.putArray("security");
    if (!roles.isEmpty()) {
      security.addObject().putArray("token");
    }
    ArrayNode named = operation.putArray("x-roles");
    roles.forEach(named::add);
    return operation;
  }

  /** How to ask it of a store with the little month, as the first example does that succeeds. */
  private String examplePath() {
    return examples.stream()
        .filter(it -> it.status() < 300)
        .findFirst()
        .or(() -> examples.stream().findFirst())
        .map(it -> it.request().path())
        .orElse(does.path());
  }

  private ObjectNode requestBody() {
    ObjectNode body = (ObjectNode) file.required("requestBody").deepCopy();
    ObjectNode content = Json.object();
    body.required("content")
        .properties()
        .forEach(
            it -> {
              ObjectNode media = media(it.getValue());
              if (it.getKey().equals("application/json")) {
                ObjectNode named = Json.object();
                examples.stream()
                    .filter(example -> example.status() < 300)
                    .map(ApiPage.Example::request)
                    .filter(Curl::hasContent)
                    .map(Curl::content)
                    .distinct()
                    .forEach(sent -> name(named, JsonMapper.shared().readTree(sent)));
                if (!named.isEmpty()) {
                  media.set("examples", named);
                }
              }
              content.set(it.getKey(), media);
            });
    body.set("content", content);
    return body;
  }

  private ObjectNode responses() {
    SortedMap<String, ObjectNode> all = new TreeMap<>();
    file.required("responses")
        .properties()
        .forEach(it -> all.put(it.getKey(), response(it.getKey(), it.getValue())));
    problems().forEach((status, codes) -> all.put(status, problem(status, codes)));
    for (int i = 0; i < ALWAYS.size(); i++) {
      all.putIfAbsent(STATUSES.get(i), reference("responses", ALWAYS.get(i)));
    }
    if (does.method().equals("POST")) {
      all.putIfAbsent("415", reference("responses", "UnsupportedMediaType"));
    }
    ObjectNode responses = Json.object();
    all.forEach(responses::set);
    return responses;
  }

  private ObjectNode response(String status, JsonNode said) {
    ObjectNode response = (ObjectNode) said.deepCopy();
    ObjectNode content = response.putObject("content");
    said.required("content")
        .properties()
        .forEach(
            it -> {
              ObjectNode media = media(it.getValue());
              addExamples(media, status, it.getKey());
              content.set(it.getKey(), media);
            });
    return response;
  }

  /** Codes by the status that they are answered with. */
  private SortedMap<String, List<Refused.Code>> problems() {
    var codes = new TreeMap<String, List<Refused.Code>>();
    for (JsonNode it : file.required("problems")) {
      var code = Refused.Code.valueOf(it.stringValue());
      String status = String.valueOf(Problem.of(code, "").status().value());
      codes.computeIfAbsent(status, _ -> new ArrayList<>()).add(code);
    }
    List<Refused.Code> unavailable = codes.get("503");
    if (unavailable != null && does.method().equals("POST")) {
      unavailable.add(Refused.Code.READ_ONLY);
    }
    List<Refused.Code> tooMany = codes.get("429");
    if (tooMany != null) {
      tooMany.add(Refused.Code.TOO_MANY_REQUESTS);
    }
    List<Refused.Code> forbidden = codes.get("403");
    if (forbidden != null) {
      forbidden.add(Refused.Code.NOT_ALLOWED);
    }
    return codes;
  }

  private ObjectNode problem(String status, List<Refused.Code> codes) {
    List<String> names = codes.stream().map(Enum::name).sorted().toList();
    ObjectNode response =
        Json.object()
            .put(
                "description",
                "%s: docs/errors.md has each with the way out".formatted(String.join(", ", names)));
    String schema = file.path("problemSchemas").path(status).stringValue("Problem");
    ObjectNode media = Json.object();
    media.set("schema", reference("schemas", schema));
    addExamples(media, status, PROBLEM_JSON);
    response.putObject("content").set(PROBLEM_JSON, media);
    names.forEach(response.putArray("x-codes")::add);
    return response;
  }

  private void addExamples(ObjectNode media, String status, String type) {
    ObjectNode named = Json.object();
    for (ApiPage.Example it : examples) {
      if (status.equals(String.valueOf(it.status())) && isOf(type, it.language())) {
        if (it.language().equals("json")) {
          name(named, JsonMapper.shared().readTree(it.answer()));
        } else {
          name(named, Json.valued(it.answer()));
        }
      }
    }
    if (!named.isEmpty()) {
      media.set("examples", named);
    }
  }

  private static boolean isOf(String type, String language) {
    return switch (language) {
      case "json" -> type.equals("application/json") || type.equals(PROBLEM_JSON);
      case "ndjson" -> type.equals("application/x-ndjson");
      case "yaml" -> type.equals("application/yaml");
      default -> type.equals("application/octet-stream");
    };
  }

  private static void name(ObjectNode named, JsonNode value) {
    named.putObject("example" + (named.size() + 1)).set("value", value);
  }

  /** A name stands for the schema of that name. */
  private static ObjectNode media(JsonNode said) {
    ObjectNode media = Json.object();
    media.set("schema", said.isString() ? reference("schemas", said.stringValue()) : said);
    return media;
  }

  private static ObjectNode reference(String kind, String name) {
    return Json.object().put("$ref", "#/components/%s/%s".formatted(kind, name));
  }
}
