package org.royaltyledger.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;

/**
 * The document as springdoc puts it together: the addresses that its scan finds, and what the beans
 * that customize it say of them.
 */
final class WrittenDocument extends OpenApiResource {

  private static final String SERVER = "/";

  WrittenDocument(
      ObjectFactory<OpenAPIService> building,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties properties,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    super(building, requests, responses, operations, properties, providers, customizers);
  }

  /** Indented by two blanks, each value on a line of its own, so that versions can be compared. */
  byte[] json() throws JsonProcessingException {
    var lines = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    String text =
        springDocProviders
            .jsonMapper()
            .writer(printer)
            .forType(OpenAPI.class)
            .writeValueAsString(whole());
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  byte[] yaml() throws JsonProcessingException {
    return writeYamlValue(whole());
  }

  /** One for all readers: it is in one language, and names no server. */
  private OpenAPI whole() {
    initOpenAPIBuilder(Locale.ENGLISH);
    return getOpenApi(SERVER, Locale.ENGLISH);
  }

  @Override
  protected String getServerUrl(HttpServletRequest request, String apiDocsUrl) {
    return SERVER;
  }
}
