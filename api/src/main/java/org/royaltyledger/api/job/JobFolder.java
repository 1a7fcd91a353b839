package org.royaltyledger.api.job;

import java.nio.file.Path;
import org.royaltyledger.api.setup.PassingFolder;
import org.royaltyledger.api.setup.StoreAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder {@code jobs} of an embedded store, else a temporary one: what a job makes stays until
 * the job is forgotten.
 */
@Component
final class JobFolder implements AutoCloseable {

  private final PassingFolder folder;

  JobFolder(@Value("${" + StoreAddress.JOBS + ":}") String folder) {
    this.folder = new PassingFolder(folder, "jobs");
  }

  /** The folder of one job. */
  Path of(String id) {
    return folder.of(id);
  }

  @Override
  public void close() {
    folder.close();
  }
}
