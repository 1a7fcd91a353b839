package org.royaltyledger.api.handout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.StatementFile;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.evidence.Evidence;
import org.royaltyledger.api.job.JobKind;
import org.royaltyledger.api.job.Jobs;
import org.royaltyledger.api.job.Wanted;
import org.royaltyledger.api.setup.PassingFolder;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/evidence}. */
@RestController
class EvidenceFiles {

  private final LocalWork work;
  private final Evidence evidence;
  private final ReadOnly readOnly;
  private final Jobs jobs;

  EvidenceFiles(LocalWork work, Evidence evidence, ReadOnly readOnly, Jobs jobs) {
    this.work = work;
    this.evidence = evidence;
    this.readOnly = readOnly;
    this.jobs = jobs;
  }

  /** The folder of {@code audit export} in a file, for who sees the party. */
  @PostMapping(path = "/api/v1/evidence", produces = "application/json")
  ResponseEntity<JsonNode> begin(HttpServletRequest request) throws IOException {
    readOnly.refuse(); // that it is handed out is written down
    Wish asked =
        Wish.of(
            request.getInputStream().readNBytes(Wish.LONGEST + 1),
            request.getQueryString(),
            "period",
            "party",
            "open",
            "as",
            "why");
    Period month = Words.period(asked.required("period"));
    PartyId party = Words.party(asked.required("party"));
    boolean open = asked.flag("open");
    var wish = new Evidence.Wish(month, party, open, asked.by());
    if (open && !Sight.now().isAll()) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "with 'open' evidence has what names other parties, and you see the money of some: leave"
              + " it out");
    }
    work.requireSeen(month, party);
    return jobs.begin(
        new Wanted(
            JobKind.EVIDENCE,
            "evidence %s %s".formatted(month, party),
            caller -> isSeen(caller, wish),
            (folder, usages) -> written(wish, folder, usages)));
  }

  private static boolean isSeen(Caller caller, Evidence.Wish wish) {
    return (caller.sight().isAll() || !wish.open())
        && caller.sight().in(wish.month()).contains(wish.party().code());
  }

  private Wanted.Outcome written(Evidence.Wish wish, Path folder, LongConsumer usages) {
    Path unpacked = folder.resolve("evidence");
    Path file =
        folder.resolve(
            "evidence-%s-%s.zip"
                .formatted(wish.month(), StatementFile.written(wish.party().code())));
    try {
      Evidence.Written written = evidence.export(wish, unpacked, usages);
      Zip.of(unpacked, file);
      PassingFolder.delete(unpacked);
      return new Wanted.Outcome(Json.valued(written), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
