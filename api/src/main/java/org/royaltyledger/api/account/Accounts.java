package org.royaltyledger.api.account;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.JournalJson;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.value.PartyId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What {@code accounts}, {@code journal} and {@code conservation} print as JSON. */
@RestController
@RequestMapping(path = "/api/v1", produces = "application/json")
class Accounts {

  private final LocalWork work;

  Accounts(LocalWork work) {
    this.work = work;
  }

  /** What each account comes to, or also what it came to then. */
  @GetMapping("/accounts")
  JsonNode balances(
      @RequestParam(required = false) @Nullable String party,
      @RequestParam(required = false) @Nullable String asOf) {
    if (asOf != null) {
      return work.accounts(id(party), Words.asOf(asOf)).json();
    }
    return JournalJson.accounts(work.accounts(id(party)));
  }

  /** Where all money stands at the end of a closed month. */
  @GetMapping("/periods/{period}/conservation")
  JsonNode conservation(@PathVariable String period) {
    return work.conservation(Words.period(period)).json();
  }

  /** Every posting that was booked in a closed month. */
  @GetMapping("/periods/{period}/journal")
  JsonNode journal(
      @PathVariable String period, @RequestParam(required = false) @Nullable String party) {
    return JournalJson.postings(work.journal(Words.period(period), id(party)));
  }

  private static @Nullable PartyId id(@Nullable String party) {
    return party == null ? null : Words.party(party);
  }
}
