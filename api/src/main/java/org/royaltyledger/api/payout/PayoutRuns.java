package org.royaltyledger.api.payout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.TreeSet;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.value.PartyId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/payouts}: what {@code payouts --json} and its deeds print. */
@RestController
@RequestMapping(path = "/api/v1/payouts", produces = "application/json")
class PayoutRuns {

  private final LocalWork work;

  PayoutRuns(LocalWork work) {
    this.work = work;
  }

  @GetMapping
  JsonNode all() {
    return WorkflowJson.payouts(work.payouts());
  }

  @GetMapping("/{run}")
  JsonNode one(@PathVariable String run) {
    return WorkflowJson.payout(work.payout(Words.payout(run)));
  }

  /** Takes all that is payable into a new run. */
  @PostMapping
  JsonNode collect(HttpServletRequest request) throws IOException {
    Wish wish = wish(request, "currency", "party", "as", "why");
    String party = wish.text("party");
    return WorkflowJson.payout(
        work.collect(
            Words.currency(wish.text("currency")),
            party == null ? null : Words.party(party),
            wish.by()));
  }

  /** Takes a run on. */
  @PostMapping("/{run}/{deed}")
  JsonNode act(@PathVariable String run, @PathVariable String deed, HttpServletRequest request)
      throws IOException {
    PayoutDeed done = Words.deed(deed);
    Wish wish =
        done.isOfItems()
            ? wish(request, "parties", "currency", "reference", "as", "why")
            : wish(request, "as", "why");
    var parties = new TreeSet<PartyId>();
    wish.texts("parties").forEach(it -> parties.add(Words.party(it)));
    return WorkflowJson.payout(
        work.act(
            Words.payout(run),
            done,
            new PayoutCommand.Which(parties, Words.currency(wish.text("currency"))),
            Words.reference(wish.text("reference")),
            wish.by()));
  }

  private static Wish wish(HttpServletRequest request, String... known) throws IOException {
    return Wish.of(
        request.getInputStream().readNBytes(Wish.LONGEST + 1), request.getQueryString(), known);
  }
}
