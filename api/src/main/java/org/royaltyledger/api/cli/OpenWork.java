package org.royaltyledger.api.cli;

import org.royaltyledger.api.remote.RemoteWork;
import org.royaltyledger.api.remote.ServerUrl;
import org.royaltyledger.api.work.LogWork;
import org.royaltyledger.api.work.Work;

/** A ledger to work on, until it is closed. */
record OpenWork(Work work, LogWork log, Runnable closing) implements AutoCloseable {

  static OpenWork at(ServerUrl server) {
    RemoteWork work = RemoteWork.at(server);
    return new OpenWork(work, work.log(), work::close);
  }

  @Override
  public void close() {
    closing.run();
  }
}
