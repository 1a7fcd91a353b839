package org.royaltyledger.api.cli;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.evidence.EvidenceWork;
import org.royaltyledger.api.remote.RemoteWork;
import org.royaltyledger.api.remote.ServerUrl;
import org.royaltyledger.api.work.AccessWork;
import org.royaltyledger.api.work.BackupWork;
import org.royaltyledger.api.work.LogWork;
import org.royaltyledger.api.work.PersonalWork;
import org.royaltyledger.api.work.Work;

/** A ledger to work on, until it is closed. */
record OpenWork(
    Work work,
    LogWork log,
    AccessWork access,
    EvidenceWork evidence,
    BackupWork backups,
    PersonalWork personal,
    Runnable closing)
    implements AutoCloseable {

  static OpenWork at(ServerUrl server, @Nullable String token) {
    RemoteWork work = RemoteWork.at(server, token);
    return new OpenWork(
        work,
        work.log(),
        work.access(),
        work.evidence(),
        work.backups(),
        work.personal(),
        work::close);
  }

  @Override
  public void close() {
    closing.run();
  }
}
