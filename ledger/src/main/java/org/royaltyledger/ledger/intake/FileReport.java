package org.royaltyledger.ledger.intake;

/**
 * What became of the lines of one file; each is accepted, repeated or rejected.
 *
 * @param file its name without folders
 */
public record FileReport(String file, long read, long accepted, long repeated, long rejected) {

  public FileReport {
    if (read != accepted + repeated + rejected) {
      throw new IllegalStateException(
          "%s: %d lines read, but %d accepted, %d repeated and %d rejected"
              .formatted(file, read, accepted, repeated, rejected));
    }
  }
}
