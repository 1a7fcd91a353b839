package org.royaltyledger.ledger.intake.batch;

/** Is told how far an import has come. */
@FunctionalInterface
public interface Progress {

  /**
   * @param file its name
   * @param bytes read of it
   * @param size of it in bytes, -1 if unknown
   * @param lines read of it
   */
  void at(String file, long bytes, long size, long lines);
}
