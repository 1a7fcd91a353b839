package org.royaltyledger.api.settings;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.LocalWork;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/settings}: what {@code settings --json} prints. */
@RestController
@RequestMapping(path = "/api/v1/settings", produces = "application/json")
class SettingsOfStore {

  private final LocalWork work;

  SettingsOfStore(LocalWork work) {
    this.work = work;
  }

  @GetMapping
  JsonNode all() {
    return WorkflowJson.settings(work.settings());
  }

  /** Has one be so from now on. */
  @PostMapping
  JsonNode change(HttpServletRequest request) throws IOException {
    Wish wish =
        Wish.of(
            request.getInputStream().readNBytes(Wish.LONGEST + 1),
            request.getQueryString(),
            "setting",
            "value",
            "as",
            "why");
    return WorkflowJson.settings(
        work.change(wish.required("setting"), wish.required("value"), wish.by()));
  }
}
