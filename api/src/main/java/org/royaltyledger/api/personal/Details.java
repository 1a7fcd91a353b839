package org.royaltyledger.api.personal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.LocalPersonalWork;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.value.PartyId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/parties/{party}/details}. */
@RestController
@RequestMapping(path = "/api/v1/parties/{party}/details", produces = "application/json")
class Details {

  private final LocalPersonalWork work;
  private final ReadOnly readOnly;

  Details(LocalPersonalWork work, ReadOnly readOnly) {
    this.work = work;
    this.readOnly = readOnly;
  }

  /** What {@code details --json} prints. */
  @GetMapping
  JsonNode masked(@PathVariable String party) {
    return work.masked(Words.party(party)).json();
  }

  /** What {@code details --open --json} prints. */
  @PostMapping("/opened")
  JsonNode opened(@PathVariable String party, HttpServletRequest request) throws IOException {
    readOnly.refuse(); // that somebody saw it is written down
    PartyId id = Words.party(party);
    Wish wish =
        Wish.of(
            request.getInputStream().readNBytes(Wish.LONGEST + 1),
            request.getQueryString(),
            "as",
            "why");
    return work.opened(id, wish.by()).json();
  }
}
