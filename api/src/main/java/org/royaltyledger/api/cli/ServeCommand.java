package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.setup.OpenStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows statements, states of money and conservation as pages.",
      "They are on http://127.0.0.1:8080 until stopped. Programs send files and",
      "usages, close months, and get the same as JSON (docs/api.md); commands are",
      "sent there with --server.",
      "Another port: --server.port=8081"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ServeCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Override
  public Integer call() {
    OpenStore store = program.open(program.folder(), true);
    announce(program.output(), store);
    new Serving(program, program.folder(), store).untilStopped();
    return Program.DONE;
  }

  static void announce(Output output, OpenStore store) {
    output.out().println("serving on %s (stop with Ctrl-C)".formatted(store.url()));
  }
}
