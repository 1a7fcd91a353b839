package org.royaltyledger.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Puts what the {@link Description} says in the place of what the scan guessed. An address without
 * a description stays as it was found, which a test refuses; what other beans said of single
 * operations while they were scanned (security, extensions) stays with them. Before the customizers
 * of other rooms, by its class: springdoc does not ask how beans are ordered.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Described implements OpenApiCustomizer {

  @Override
  public void customise(OpenAPI found) {
    OpenAPI described = read(new Description().document());
    found.setInfo(described.getInfo());
    found.setServers(described.getServers());
    found.setTags(described.getTags());
    Components components =
        found.getComponents() == null ? new Components() : found.getComponents();
    components.setSchemas(described.getComponents().getSchemas());
    components.setParameters(described.getComponents().getParameters());
    components.setResponses(described.getComponents().getResponses());
    found.setComponents(components);
    Paths paths = described.getPaths();
    found.getPaths().forEach((path, item) -> add(paths, path, item));
    found.setPaths(paths);
  }

  private static OpenAPI read(String document) {
    try {
      return Json31.mapper().readValue(document, OpenAPI.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the description is no OpenAPI", e);
    }
  }

  private static void add(Paths paths, String path, PathItem found) {
    PathItem described = paths.computeIfAbsent(path, _ -> new PathItem());
    found
        .readOperationsMap()
        .forEach(
            (method, operation) -> {
              Operation known = described.readOperationsMap().get(method);
              if (known == null) {
                described.operation(method, operation);
              } else {
                keep(operation, known);
              }
            });
  }

  private static void keep(Operation found, Operation described) {
    described.setSecurity(found.getSecurity());
    Map<String, Object> extensions = new LinkedHashMap<>();
    if (described.getExtensions() != null) {
      extensions.putAll(described.getExtensions());
    }
    if (found.getExtensions() != null) {
      extensions.putAll(found.getExtensions());
    }
    described.setExtensions(extensions);
  }
}
