package org.royaltyledger.api.remote;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.BackupWork;
import org.royaltyledger.ledger.backup.BackedUp;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.backup.NewFile;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.node.ObjectNode;

/** Backups of the store of a serving process, in files here. */
final class RemoteBackups implements BackupWork {

  private final RemoteJobs jobs;

  RemoteBackups(RemoteJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Backup.Made write(Path file, boolean names, Signature by, LongConsumer progress) {
    NewFile.requireAbsent(file);
    ObjectNode asked = WorkflowJson.wish(by);
    if (!names) {
      asked.put("withoutNames", true);
    }
    RemoteJobs.Done done = jobs.done("/backups", asked, progress);
    Backup.Made made = read(done);
    return NewFile.write(
        file,
        to -> {
          jobs.file(done, content -> content.transferTo(to));
          return made;
        });
  }

  private Backup.Made read(RemoteJobs.Done done) {
    try {
      BackedUp what = Json.readBackedUp(done.answer());
      return new Backup.Made(
          what,
          done.answer().required("bytes").longValue(),
          done.answer().path("notice").stringValue(null));
    } catch (Refused refused) {
      throw refused;
    } catch (RuntimeException e) {
      throw jobs.broken(done, e);
    }
  }
}
