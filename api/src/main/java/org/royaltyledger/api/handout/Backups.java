package org.royaltyledger.api.handout;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.job.JobKind;
import org.royaltyledger.api.job.Jobs;
import org.royaltyledger.api.job.Wanted;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.store.ReadOnly;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/backups}. */
@RestController
class Backups {

  private static final String NAME = "ledger.backup";

  private final Backup backup;
  private final ReadOnly readOnly;
  private final Jobs jobs;

  Backups(Backup backup, ReadOnly readOnly, Jobs jobs) {
    this.backup = backup;
    this.readOnly = readOnly;
    this.jobs = jobs;
  }

  /** What {@code backup} writes, of the log up to now, while others go on writing. */
  @PostMapping(path = "/api/v1/backups", produces = "application/json")
  ResponseEntity<JsonNode> begin(HttpServletRequest request) throws IOException {
    readOnly.refuse(); // that it is handed out is written down
    Wish wish =
        Wish.of(
            request.getInputStream().readNBytes(Wish.LONGEST + 1),
            request.getQueryString(),
            "withoutNames",
            "as",
            "why");
    boolean names = !wish.flag("withoutNames");
    Signature by = wish.by();
    return jobs.begin(
        new Wanted(
            JobKind.BACKUP,
            "backup",
            _ -> true,
            (folder, usages) -> {
              Path file = folder.resolve(NAME);
              Backup.Made made = backup.write(file, names, by, usages);
              ObjectNode answer = Json.backedUp(NAME, made.what(), made.bytes());
              if (made.notice() != null) {
                answer.put("notice", made.notice());
              }
              return new Wanted.Outcome(answer, file);
            }));
  }
}
