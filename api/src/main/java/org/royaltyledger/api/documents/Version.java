package org.royaltyledger.api.documents;

/** What this program is: a command and the server that it is sent to must be the same. */
public final class Version {

  public static final String PROGRAM = "royalty-ledger";
  public static final String CURRENT = "0.1.0";

  private Version() {}
}
