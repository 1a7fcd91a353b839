package org.royaltyledger.api.cli;

import java.io.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.AccessJson;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code access}, and what is done to it. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who may do what at a server, or changes it.",
      "Roles: admin, finance, approver, partner (of parties), auditor, ingest."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AccessCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenWork ledger = program.existingWork()) {
      print(ledger.access().all());
    }
    return Program.DONE;
  }

  @Command(
      name = "user",
      mixinStandardHelpOptions = true,
      description = {
        "Lets a user do this and nothing else.",
        "One that is new gets a password, which has to be replaced at the first login."
      })
  int user(
      @Parameters(paramLabel = "NAME", description = "a role or an id, no person's name")
          String name,
      @Mixin Granted granted,
      @Mixin Signing signing) {
    try (OpenWork ledger = program.existingWork()) {
      secret(
          ledger
              .access()
              .user(
                  name,
                  AccessJson.roles(granted.roles),
                  AccessJson.parties(granted.parties),
                  signing.by(program)),
          "oneTimePassword",
          "a password for one time, which is shown this once");
    }
    return Program.DONE;
  }

  @Command(
      name = "password",
      mixinStandardHelpOptions = true,
      description = "Gives a user another password for one time; the one before ends.")
  int password(
      @Parameters(paramLabel = "NAME", description = "the user") String name,
      @Mixin Signing signing) {
    try (OpenWork ledger = program.existingWork()) {
      secret(
          ledger.access().password(name, signing.by(program)),
          "oneTimePassword",
          "a password for one time, which is shown this once");
    }
    return Program.DONE;
  }

  @Command(
      name = "token",
      mixinStandardHelpOptions = true,
      description = "Makes a token for a program; one of that name from before ends.")
  int token(
      @Parameters(paramLabel = "NAME", description = "what the program is called in the log")
          String name,
      @Mixin Granted granted,
      @Option(
              names = "--days",
              paramLabel = "N",
              description = "how long it holds (default: 365; 0: for ever)",
              defaultValue = "365")
          int days,
      @Mixin Signing signing) {
    if (days < 0 || days > 36_500) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "a token cannot hold %d days: give 0 to 36500".formatted(days));
    }
    try (OpenWork ledger = program.existingWork()) {
      secret(
          ledger
              .access()
              .token(
                  name,
                  AccessJson.roles(granted.roles),
                  AccessJson.parties(granted.parties),
                  days == 0 ? null : Instant.now().plus(Duration.ofDays(days)),
                  signing.by(program)),
          "token",
          "a token, which is shown this once");
    }
    return Program.DONE;
  }

  @Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description = "Takes everything from a user or token, at once.")
  int withdraw(
      @Parameters(paramLabel = "NAME", description = "the user or token") String name,
      @Mixin Signing signing) {
    try (OpenWork ledger = program.existingWork()) {
      print(ledger.access().withdraw(name, signing.by(program)));
    }
    return Program.DONE;
  }

  @Command(
      name = "login",
      mixinStandardHelpOptions = true,
      description = {
        "Asks a server for a token of your own, which holds for 12 hours:",
        "export ROYALTY_LEDGER_TOKEN=$(royalty-ledger access login NAME --server URL)"
      })
  @SuppressWarnings("SystemConsoleNull") // for NullAway
  int login(@Parameters(paramLabel = "NAME", description = "the user") String name) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "there is no terminal to ask for the password at: let a program use a token, made with:"
              + " access token");
    }
    char[] password = console.readPassword("password of %s: ", name);
    char[] renewed = console.readPassword("new password (empty to keep it): ");
    if (password == null || renewed == null) {
      throw new Refused(Refused.Code.BAD_INPUT, "no password was given: try again");
    }
    program
        .output()
        .out()
        .println(
            program.login(
                name, new String(password), renewed.length == 0 ? null : new String(renewed)));
    return Program.DONE;
  }

  /** What is granted. */
  static final class Granted {
    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "admin, finance, approver, partner, auditor or ingest; may be given again")
    private List<String> roles = new ArrayList<>();

    @Option(
        names = "--party",
        paramLabel = "ID",
        description = "whose money a partner sees, with its members'; may be given again")
    private List<String> parties = new ArrayList<>();
  }

  private void print(JsonNode grants) {
    Output output = program.output();
    if (json) {
      output.print(grants);
      return;
    }
    Table table = Table.of("name", "kind", "roles", "parties", "until");
    grants.forEach(
        it ->
            table.row(
                it.path("name").stringValue(),
                it.path("kind").stringValue(),
                String.join(" ", AccessJson.texts(it.path("roles"))),
                String.join(" ", AccessJson.texts(it.path("parties"))),
                until(it)));
    if (table.isEmpty()) {
      output.say("Nothing is granted to anybody yet: the first start of 'serve' makes an admin.");
    } else {
      table.print(output);
    }
  }

  private static String until(JsonNode grant) {
    return grant.path("until").asString("");
  }

  /** Alone on stdout, for a shell to take; what it is, is said beside it. */
  private void secret(JsonNode granted, String field, String what) {
    Output output = program.output();
    if (json) {
      output.print(granted);
    } else if (granted.has(field)) {
      output.warn("'%s' has %s".formatted(granted.path("name").stringValue(), what));
      output.out().println(granted.path(field).stringValue());
    } else {
      output.warn("'%s' may do this from now on".formatted(granted.path("name").stringValue()));
    }
  }
}
