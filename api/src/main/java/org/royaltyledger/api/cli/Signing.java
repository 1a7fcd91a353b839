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

  /** What was said, which nobody can check yet. */
  Signature by(Output output) {
    Signature by = Words.signature(who, why);
    if (by.isNamed()) {
      output.warn(
          "notice: '%s' is written down as it was given: names are not checked until there is access control"
              .formatted(by.who()));
    }
    return by;
  }
}
