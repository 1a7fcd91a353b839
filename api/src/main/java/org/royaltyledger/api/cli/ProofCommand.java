package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code proof event|usage|statement|consistency …}. */
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what proves to an outsider, with the programs of docs/proofs.md:",
      "event PLACE: that an event is in the log that was signed;",
      "usage USAGE: that a usage is; with --contribution one of it and nothing of the others;",
      "statement PERIOD PARTY: that a statement is the one that the month's close sealed;",
      "consistency FROM TO: that the log of the later checkpoint begins with the earlier one's."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ProofCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(
      paramLabel = "WHAT",
      index = "0",
      description = "event, usage, statement or consistency")
  private String what;

  @Parameters(
      paramLabel = "OF",
      index = "1",
      description = "a place, a usage id, a period, or a size")
  private String of;

  @Parameters(
      paramLabel = "TO",
      index = "2",
      arity = "0..1",
      description = "the party, or the later size")
  private @Nullable String to;

  @Option(
      names = "--contribution",
      paramLabel = "N",
      description = "of the usage only its header and this one, from 0")
  private @Nullable Integer contribution;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "of the statement, where the party has several")
  private @Nullable String currency;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "against the checkpoint of this size; else the first that covers it")
  private @Nullable Long size;

  @Option(names = "--json", description = "print one JSON document, also for an event")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    requireFit();
    try (OpenWork ledger = program.existingWork()) {
      switch (what) {
        case "event" -> {
          JsonNode proof = ledger.log().event(number(of), size);
          if (json) {
            output.print(proof);
          } else {
            output.text(tlogProof(proof));
          }
        }
        case "statement" ->
            output.print(
                ledger
                    .log()
                    .statement(Words.period(of), Words.party(String.valueOf(to)), currency));
        case "usage" -> output.print(ledger.log().usage(of, contribution, size));
        default -> output.print(ledger.log().consistency(number(of), number(String.valueOf(to))));
      }
      return Program.DONE;
    }
  }

  private void requireFit() {
    boolean usage = what.equals("usage");
    boolean statement = what.equals("statement");
    boolean consistency = what.equals("consistency");
    if (!usage && !statement && !consistency && !what.equals("event")) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "proof is of an event, of a usage, of a statement or of consistency, not of '%s'"
              .formatted(what));
    }
    if ((consistency || statement) != (to != null)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          consistency
              ? "proof consistency needs two sizes, the smaller first: see them with: checkpoint"
                  + " list"
              : statement
                  ? "proof statement needs a period and a party: see them with: statements %s"
                      .formatted(of)
                  : "proof %s has nothing after '%s': leave '%s' out".formatted(what, of, to));
    }
    if (currency != null && !statement) {
      throw new Refused(Refused.Code.BAD_INPUT, "--currency is for proof statement: leave it out");
    }
    if (contribution != null && !usage) {
      throw new Refused(Refused.Code.BAD_INPUT, "--contribution is for proof usage: leave it out");
    }
    if (size != null && (consistency || statement)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          consistency
              ? "proof consistency has its two sizes: leave --size out"
              : "proof statement is against the checkpoint of the close: leave --size out");
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is no place of the log, which is a whole number".formatted(text));
    }
  }

  /** As C2SP tlog-proof; what the leaf is made of is its extra line. */
  private static String tlogProof(JsonNode proof) {
    var text = new StringBuilder("c2sp.org/tlog-proof@v1\n");
    text.append("extra ").append(proof.get("entry").stringValue()).append('\n');
    text.append("index ").append(proof.get("index").longValue()).append('\n');
    for (JsonNode it : proof.get("path")) {
      text.append(it.stringValue()).append('\n');
    }
    return text.append('\n').append(proof.get("checkpoint").stringValue()).toString();
  }
}
