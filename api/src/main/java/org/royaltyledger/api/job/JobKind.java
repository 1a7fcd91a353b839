package org.royaltyledger.api.job;

import java.util.Locale;
import org.royaltyledger.api.access.Door;
import org.royaltyledger.ledger.access.Caller;

/** The work that can be asked for as a job. */
public enum JobKind {
  CLOSE("/api/v1/periods/{period}/close", true),
  DRY_RUN("/api/v1/periods/{period}/close", false),
  DRAFT("/api/v1/periods/{period}/drafts", true),
  CHECK("/api/v1/checks", false),
  EVIDENCE("/api/v1/evidence", false),
  BACKUP("/api/v1/backups", false);

  private final String address;
  private final boolean isWriting;

  JobKind(String address, boolean isWriting) {
    this.address = address;
    this.isWriting = isWriting;
  }

  /** As documents have it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it writes down a month, which is not broken off when the server stops. */
  boolean isWriting() {
    return isWriting;
  }

  /** Whether somebody may ask for it, as the door of its address says. */
  boolean isFor(Caller caller) {
    return Door.roles("POST", address).stream()
        .anyMatch(it -> caller.roles().stream().anyMatch(role -> role.written().equals(it)));
  }
}
