package org.royaltyledger.api;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.royaltyledger.api.cli.Program;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;

/** The program: {@code royalty-ledger [--data DIR] COMMAND}. */
public final class RoyaltyLedger {

  private RoyaltyLedger() {}

  public static void main(String[] args) {
    // UTF-8 whatever the terminal's locale says: ids and documents are.
    System.setProperty("axoniq.update-checker.disabled", "true"); // it would phone home
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
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
    return run(args, out, err, OpenStore::open);
  }

  /** As {@link #run(String[], PrintStream, PrintStream)}, on stores that somebody else opens. */
  public static int run(String[] args, PrintStream out, PrintStream err, Stores stores) {
    return Program.run(args, out, err, stores);
  }
}
