package org.royaltyledger.api.setup;

import java.io.PrintStream;

/** The program: {@code royalty-ledger [--data DIR] COMMAND}. */
public final class RoyaltyLedger {

  private RoyaltyLedger() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs one command as the shell would, without ending the JVM.
   *
   * @param args the words after {@code royalty-ledger}
   * @param out where results go
   * @param err where reasons and progress go
   * @return the exit code of the contract: 0 done, 1 nothing done, 2 done in part, 3 a difference
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    err.println("not there yet");
    return 1;
  }
}
