package org.royaltyledger.api.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Version;
import org.royaltyledger.api.evidence.Evidence;
import org.royaltyledger.api.remote.RemoteWork;
import org.royaltyledger.api.remote.ServerUrl;
import org.royaltyledger.api.setup.NewStore;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.StoreAddress;
import org.royaltyledger.api.setup.Stores;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.api.work.LocalLogWork;
import org.royaltyledger.api.work.LocalPersonalWork;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** The words before a command, and what becomes of a command that fails. */
@Command(
    name = "royalty-ledger",
    mixinStandardHelpOptions = true,
    version = Version.PROGRAM + " " + Version.CURRENT,
    description = "Writes down AI-assisted plays and generations, and pays their contributors.",
    footer = {
      "",
      "Exit codes: 0 done; 1 nothing done; 2 done in part, see rejected-FILE; 3 a difference"
          + " found.",
      "Start with: royalty-ledger demo"
    },
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      DraftCommand.class,
      ApproveCommand.class,
      CloseCommand.class,
      StatementsCommand.class,
      ExplainCommand.class,
      AccountsCommand.class,
      ConservationCommand.class,
      JournalCommand.class,
      PayoutsCommand.class,
      SettingsCommand.class,
      AccessCommand.class,
      CheckpointCommand.class,
      ProofCommand.class,
      LogCommand.class,
      AuditCommand.class,
      ExclusionsCommand.class,
      DetailsCommand.class,
      EraseCommand.class,
      CheckCommand.class,
      ReplayCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ServeCommand.class,
      BenchCommand.class,
      ExampleCommand.class
    })
public final class Program implements Runnable {

  /** What every command answers with. */
  public static final int DONE = 0;

  public static final int NOTHING_DONE = 1;
  public static final int DONE_IN_PART = 2;
  public static final int DIFFERENCE = 3;

  /** What a serving process does for others. */
  private static final List<String> SENT =
      List.of(
          "import",
          "draft",
          "approve",
          "close",
          "statements",
          "explain",
          "accounts",
          "journal",
          "conservation",
          "payouts",
          "settings",
          "access",
          "checkpoint",
          "proof",
          "log",
          "audit",
          "exclusions",
          "details",
          "check",
          "replay",
          "backup");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = CommandLine.ScopeType.INHERIT,
      description =
          "the folder of the embedded store (default: royalty-data); another database is named with"
              + " --spring.datasource.url")
  private @Nullable Path data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = CommandLine.ScopeType.INHERIT,
      description = {
        "send import, draft, approve, close, statements, explain, accounts, journal,",
        "conservation, payouts, settings, access, checkpoint, proof, log, audit, exclusions,",
        "details, check, replay or backup to the process that serves there, e.g.",
        "http://127.0.0.1:8080; the token for it is in the environment variable",
        "ROYALTY_LEDGER_TOKEN, or in a file"
      })
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "the file that holds the token for --server")
  private @Nullable Path tokenFile;

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "print the stack trace of a failure")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Unmatched private final List<String> settings = new ArrayList<>();

  private final Output output;
  private final Stores stores;

  private Program(Output output, Stores stores) {
    this.output = output;
    this.stores = stores;
    this.spec = CommandSpec.create();
  }

  /** Runs one command; gives its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err, Stores stores) {
    var program = new Program(Output.to(out, err), stores);
    CommandLine line =
        new CommandLine(program)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(program::execute)
            .setExecutionExceptionHandler((failure, it, parsed) -> program.failed(failure))
            .setParameterExceptionHandler((failure, words) -> program.misunderstood(failure));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError failure) {
      return program.failed(failure);
    }
  }

  @Override
  public void run() {
    if (!settings.isEmpty()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "command '%s' is not known: see royalty-ledger --help".formatted(settings.getFirst()));
    }
    spec.commandLine().usage(output.out());
  }

  Stores stores() {
    return stores;
  }

  Output output() {
    return output;
  }

  /** The folder that was named, else the default. */
  Path folder() {
    return data == null ? Path.of("royalty-data") : data;
  }

  @Nullable Path namedFolder() {
    return data;
  }

  OpenStore open(Path folder, boolean pages) {
    OpenStore store = stores.open(folder, settings(), pages);
    store.get(Vault.class).told().forEach(it -> output.warn("notice: " + it));
    return store;
  }

  /** Opens the store again, to serve where it was served before. */
  OpenStore serveAgain(Path folder, int port) {
    var again = new ArrayList<>(settings());
    again.removeIf(it -> it.startsWith("--server.port="));
    again.add("--server.port=" + port);
    return stores.open(folder, again, true);
  }

  /** The ledger that a command works on, here or at a server. */
  OpenWork work() {
    return server == null ? here(open(folder(), false)) : OpenWork.at(remote(server), token());
  }

  /**
   * As {@link #work}, for a command that has nothing to do in a new store: a mistyped name is not
   * to look like a ledger in which nobody earned anything.
   *
   * @throws Refused NO_STORE if there is none
   */
  OpenWork existingWork() {
    return server == null ? here(openExisting()) : OpenWork.at(remote(server), token());
  }

  private OpenWork here(OpenStore store) {
    LocalWork work = store.get(LocalWork.class);
    return new OpenWork(
        work,
        store.get(LocalLogWork.class),
        store.get(LocalAccessWork.class),
        store.get(Evidence.class),
        store.get(Backup.class)::write,
        store.get(LocalPersonalWork.class),
        () -> {
          work.told().forEach(it -> output().warn("notice: " + it));
          store.close();
        });
  }

  private ServerUrl remote(String url) {
    if (data != null || !settings().isEmpty()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "with --server the command works on the store of the server: leave '%s' out"
              .formatted(data == null ? settings().getFirst() : "--data"));
    }
    return ServerUrl.parse(url);
  }

  /** Whether commands are sent to a server, which knows who sends them. */
  boolean isSent() {
    return server != null;
  }

  /** What proves to a server who sends a command, null without. */
  private @Nullable String token() {
    if (tokenFile == null) {
      String given = System.getenv("ROYALTY_LEDGER_TOKEN");
      return given == null || given.isBlank() ? null : given.strip();
    }
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new Refused(
          Refused.Code.FILE_UNREADABLE,
          "file '%s' with the token cannot be read (%s): check the name and its permissions"
              .formatted(tokenFile, e.getMessage()));
    }
  }

  /**
   * A token for name and password.
   *
   * @throws Refused NO_LOGIN, or BAD_INPUT without a server
   */
  String login(String name, String password, @Nullable String renewed) {
    if (server == null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a login is for a server: say which with --server URL; on a store of your own nobody asks"
              + " for one");
    }
    try (RemoteWork work = RemoteWork.at(remote(server), null)) {
      return work.login(name, password, renewed);
    }
  }

  /** A store that this command has to itself, and nothing is known of it yet. */
  NewStore newStore() {
    return new NewStore(folder(), settings());
  }

  /** The store of this process, which must be there. */
  OpenStore openExisting() {
    StoreAddress address = StoreAddress.of(settings(), folder());
    if (address instanceof StoreAddress.Folder it
        && !Files.exists(it.path().resolve("ledger.mv.db"))) {
      throw noStore(folder().toString(), "name its folder with --data DIR");
    }
    OpenStore store = open(folder(), false);
    if (address instanceof StoreAddress.Database && store.get(LogReader.class).head() == 0) {
      store.close();
      throw noStore(address.toString(), "name its database with --" + StoreAddress.URL + "=URL");
    }
    return store;
  }

  /**
   * @throws Refused BAD_INPUT if a database is named
   */
  void requireEmbedded(String why) {
    if (StoreAddress.of(settings(), folder()) instanceof StoreAddress.Database database) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "%s: leave '%s' out, be it as --%s or as %s"
              .formatted(why, database, StoreAddress.URL, StoreAddress.URL_IN_ENVIRONMENT));
    }
  }

  private static Refused noStore(String where, String wayOut) {
    return new Refused(
        Refused.Code.NO_STORE,
        "there is no store in '%s': %s, or begin one with: import FILE…".formatted(where, wayOut));
  }

  /**
   * Takes settings that stand behind the command, too; picocli would pass over what it does not
   * know there in silence, and {@code close 2026-10 --dryrun} would close the month.
   */
  private int execute(ParseResult parsed) {
    for (ParseResult it = parsed; it.hasSubcommand(); ) {
      it = it.subcommand();
      for (String word : it.unmatched()) {
        if (!isSetting(word)) {
          throw new UnmatchedArgumentException(it.commandSpec().commandLine(), List.of(word));
        }
        settings.add(word);
      }
      String command = it.commandSpec().name();
      boolean isFirst = it.commandSpec().parent().parent() == null; // others are done by theirs
      if (server != null && isFirst && !SENT.contains(command)) {
        throw new ParameterException(
            it.commandSpec().commandLine(),
            "%s works on a store of its own: leave --server out, only %s can be sent to a server"
                .formatted(command, String.join(", ", SENT)));
      }
    }
    return Caller.OWNER.doing(() -> Acting.COMMAND_LINE.doing(() -> new RunLast().execute(parsed)));
  }

  private static boolean isSetting(String word) {
    return word.matches("--(spring|server|logging|royalty-ledger)\\.[^=]+=.*");
  }

  private List<String> settings() {
    for (String setting : settings) {
      if (!isSetting(setting)) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "argument '%s' is not known: see royalty-ledger --help".formatted(setting));
      }
    }
    return settings;
  }

  private int failed(Throwable failure) {
    Refused full = DiskFull.in(failure);
    if (full != null) {
      output.warn(String.valueOf(full.getMessage()));
    } else if (failure instanceof Refused) {
      output.warn(String.valueOf(failure.getMessage()));
    } else if (failure instanceof OutOfMemoryError) {
      output.warn(
          "a heap of %d MiB is too small for this: give java more with -Xmx; what was written down stays"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    } else {
      output.warn(
          "it failed unexpectedly (%s): run it again with --verbose and report what it prints"
              .formatted(oneLine(failure)));
    }
    if (verbose) {
      failure.printStackTrace(output.err());
    }
    return NOTHING_DONE;
  }

  private int misunderstood(ParameterException failure) {
    output.warn(String.valueOf(failure.getMessage()));
    output.warn(
        "see: %s --help".formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
    return NOTHING_DONE;
  }

  private static String oneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return failure.getClass().getSimpleName()
        + ": "
        + (end < 0 ? message : message.substring(0, end));
  }
}
