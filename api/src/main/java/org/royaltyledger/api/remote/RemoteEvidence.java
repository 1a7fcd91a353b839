package org.royaltyledger.api.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.evidence.Evidence;
import org.royaltyledger.api.evidence.EvidenceFolder;
import org.royaltyledger.api.evidence.EvidenceWork;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Evidence that a serving process makes, in a folder here. */
final class RemoteEvidence implements EvidenceWork {

  private final RemoteJobs jobs;

  RemoteEvidence(RemoteJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Evidence.Written export(Evidence.Wish wish, Path out, LongConsumer progress)
      throws IOException {
    try (EvidenceFolder folder = EvidenceFolder.begin(out)) {
      ObjectNode asked =
          WorkflowJson.wish(wish.by())
              .put("period", wish.month().toString())
              .put("party", wish.party().code());
      if (wish.open()) {
        asked.put("open", true);
      }
      RemoteJobs.Done done = jobs.done("/evidence", asked, progress);
      jobs.file(done, folder::unpack);
      try {
        Evidence.Written written = Json.read(done.answer(), Evidence.Written.class);
        folder.finish();
        return written;
      } catch (JacksonException e) {
        throw jobs.broken(done, e);
      }
    }
  }
}
