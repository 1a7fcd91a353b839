package org.royaltyledger.api.openapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is written of the API, as one OpenAPI document: schemas, parameters and operations by
 * the files of {@code openapi}; order, summaries and examples by docs/api.md.
 */
final class Description {

  private final OpenApiFiles files = new OpenApiFiles();
  private final ApiPage page = ApiPage.of(files.text("api.md"));

  /** What a file says of an address, and the room it is of. */
  private record Described(String room, JsonNode operation) {}

  String document() {
    Map<String, Described> described = new LinkedHashMap<>();
    Map<String, JsonNode> rooms = files.all("operations");
    rooms.forEach(
        (room, file) ->
            file.required("operations")
                .properties()
                .forEach(it -> described.put(it.getKey(), new Described(room, it.getValue()))));
    ObjectNode document = Json.object().put("openapi", "3.1.0");
    ((ObjectNode) document.set("info", files.json("info.json")).required("info"))
        .put("version", Version.CURRENT);
    document.putArray("servers").addObject().put("url", "/");
    ArrayNode tags = document.putArray("tags");
    rooms.entrySet().stream()
        .sorted(Comparator.comparingInt(it -> place(it.getValue())))
        .forEach(
            it ->
                tags.addObject()
                    .put("name", it.getKey())
                    .set("description", it.getValue().required("about")));
    ObjectNode paths = document.putObject("paths");
    for (ApiPage.Address it : page.addresses()) {
      Described is = described.remove(it.method() + " " + it.path());
      if (is != null) {
        ObjectNode path =
            paths.has(it.path())
                ? (ObjectNode) paths.required(it.path())
                : paths.putObject(it.path());
        List<ApiPage.Example> examples =
            page.examples().stream().filter(example -> example.of().equals(it)).toList();
        path.set(
            it.method().toLowerCase(java.util.Locale.ROOT),
            new DescribedOperation(is.room(), it, is.operation(), examples).written());
      }
    }
    if (!described.isEmpty()) {
      throw new IllegalStateException("not in the table of docs/api.md: " + described.keySet());
    }
    ObjectNode components = document.putObject("components");
    files.all("schemas").forEach(components.putObject("schemas")::set);
    files.all("parameters").forEach(components.putObject("parameters")::set);
    files.all("responses").forEach(components.putObject("responses")::set);
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "A token of this program's, or a JWT of the issuer that it trusts. x-roles of an"
                + " operation are those that may; without any, everybody.");
    return Json.written(document);
  }

  /** Of a room among all, by its first address. */
  private int place(JsonNode room) {
    for (int i = 0; i < page.addresses().size(); i++) {
      ApiPage.Address it = page.addresses().get(i);
      if (room.required("operations").has(it.method() + " " + it.path())) {
        return i;
      }
    }
    return page.addresses().size();
  }
}
