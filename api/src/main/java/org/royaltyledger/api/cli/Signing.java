package org.royaltyledger.api.cli;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Option;

/** Who gives a command, and why. */
final class Signing {

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "who does it: a role or an id, no person's name, as it stays for ever")
  private @Nullable String who;

  @Option(names = "--why", paramLabel = "TEXT", description = "why, for whoever reads the log")
  private @Nullable String why;

  /** What was said: a server compares it with whose token it is, a store of one's own cannot. */
  Signature by(Program program) {
    Signature by = Words.signature(who, why);
    if (by.isNamed() && !program.isSent()) {
      program
          .output()
          .warn(
              "notice: '%s' is written down as it was given: names are not checked on a store of your own, a server checks them"
                  .formatted(by.who()));
    }
    return by;
  }
}
