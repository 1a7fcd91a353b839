package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Override
  public Integer call() {
    program.output().say("bench");
    return Program.NOTHING_DONE;
  }
}
