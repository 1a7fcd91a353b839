package org.royaltyledger.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/openapi.json} and {@code .yaml}. */
@RestController
class OpenApiAddresses {

  private final WrittenDocument document;

  OpenApiAddresses(WrittenDocument document) {
    this.document = document;
  }

  @GetMapping(path = "/api/v1/openapi.json", produces = "application/json")
  byte[] json() throws JsonProcessingException {
    return document.json();
  }

  @GetMapping(path = "/api/v1/openapi.yaml", produces = "application/yaml")
  byte[] yaml() throws JsonProcessingException {
    return document.yaml();
  }
}
