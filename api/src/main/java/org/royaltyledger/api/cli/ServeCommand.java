package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.access.FirstAdmin;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.work.LocalAccessWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows statements, states of money and conservation as pages, to who logs in.",
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
    welcome(program.output(), store);
    announce(program.output(), store);
    new Serving(program, program.folder(), store).untilStopped();
    return Program.DONE;
  }

  /** The first admin is let in with what stands here, and nowhere else. */
  private static void welcome(Output output, OpenStore store) {
    String password = store.get(FirstAdmin.class).password();
    if (password != null) {
      output.warn(
          "first start: log in as '%s' with the password '%s', which holds for one login and has to be replaced there"
              .formatted(LocalAccessWork.FIRST, password));
    }
  }

  static void announce(Output output, OpenStore store) {
    output.out().println("serving on %s (stop with Ctrl-C)".formatted(store.url()));
  }
}
