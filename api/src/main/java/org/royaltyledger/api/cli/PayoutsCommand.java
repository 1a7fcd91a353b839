package org.royaltyledger.api.cli;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.payout.Payout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code payouts [DEED [RUN]]}. */
@Command(
    name = "payouts",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the payout runs, or takes one on: what is payable is collected, approved, sent to the",
      "bank, and what the bank says is written down: settled, failed or returned.",
      "  payouts                    all runs",
      "  payouts collect            takes all that is payable into a new run",
      "  payouts show RUN           its items, and what was done to it",
      "  payouts approve RUN        lets it be sent",
      "  payouts send RUN           the bank has been told",
      "  payouts cancel RUN         gives it up before it is sent",
      "  payouts settle RUN         the bank has paid: all, or --party",
      "  payouts fail RUN --party   the bank has not paid",
      "  payouts return RUN --party it was paid and came back"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PayoutsCommand implements Callable<Integer> {

  private static final String COLLECT = "collect";
  private static final String SHOW = "show";

  @ParentCommand private Program program;

  @Parameters(paramLabel = "DEED", arity = "0..1", index = "0", description = "what is done")
  private @Nullable String deed;

  @Parameters(paramLabel = "RUN", arity = "0..1", index = "1", description = "e.g. payout-1")
  private @Nullable String run;

  @Option(
      names = "--party",
      paramLabel = "ID",
      description = "only what is this party's; may be given several times but to collect")
  private List<String> parties = List.of();

  @Option(names = "--currency", paramLabel = "CUR", description = "only what is in it")
  private @Nullable String currency;

  @Option(names = "--reference", paramLabel = "TEXT", description = "the bank's")
  private @Nullable String reference;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    var only = new TreeSet<PartyId>();
    parties.forEach(it -> only.add(Words.party(it)));
    var which = new PayoutCommand.Which(only, Words.currency(currency));
    Signature by = signing.by(program);
    requireMeant(by);
    try (OpenWork ledger = program.existingWork()) {
      Work work = ledger.work();
      if (deed == null) {
        print(output, work.payouts());
      } else if (deed.equals(COLLECT)) {
        print(output, work.collect(which.currency(), only.isEmpty() ? null : only.first(), by));
      } else if (deed.equals(SHOW)) {
        print(output, work.payout(id()));
      } else {
        print(output, work.act(id(), Words.deed(deed), which, Words.reference(reference), by));
      }
      return Program.DONE;
    }
  }

  /** An option that would be passed over is not to look as if it had been heeded. */
  private void requireMeant(Signature by) {
    boolean collects = COLLECT.equals(deed);
    boolean shows = deed == null || deed.equals(SHOW);
    boolean ofItems = deed != null && !collects && !shows && Words.deed(deed).isOfItems();
    if (shows && !by.equals(Signature.NONE)) {
      throw refused("--as and --why");
    }
    if (!ofItems && reference != null) {
      throw refused("--reference");
    }
    if (!ofItems && !collects && (currency != null || !parties.isEmpty())) {
      throw refused("--party and --currency");
    }
    if (collects && parties.size() > 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "to collect, --party is given once: leave it out for all");
    }
    if (deed != null && !collects) {
      id();
    } else if (run != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "a new run has no name yet: leave '%s' out".formatted(run));
    }
  }

  private Refused refused(String options) {
    return new Refused(
        Refused.Code.BAD_INPUT,
        "payouts%s takes no %s: leave it out".formatted(deed == null ? "" : " " + deed, options));
  }

  private PayoutId id() {
    if (run == null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "payouts %s needs the name of a run: see them with: payouts".formatted(deed));
    }
    return Words.payout(run);
  }

  private void print(Output output, List<Payout.Totals> runs) {
    if (json) {
      output.print(WorkflowJson.payouts(runs));
      return;
    }
    Table table =
        Table.of("run", "state", "currency", "items", "itemState", "amount").numbers(3, 5);
    for (Payout.Totals it : runs) {
      for (Payout.Total total : it.totals()) {
        table.row(
            it.run(),
            it.state(),
            total.currency(),
            total.items(),
            total.state(),
            total.amount().toPlainString());
      }
    }
    if (table.isEmpty()) {
      output.say("nothing was collected yet: begin with: payouts collect");
    } else {
      table.print(output);
    }
  }

  private void print(Output output, Payout run) {
    if (json) {
      output.print(WorkflowJson.payout(run));
      return;
    }
    output.say("%s is %s".formatted(run.run(), run.state()));
    Table items = Table.of("party", "currency", "amount", "state", "reference").numbers(2);
    for (Payout.Item it : run.items()) {
      items.row(
          it.party(),
          it.currency(),
          it.amount().toPlainString(),
          it.state(),
          it.reference() == null ? "" : it.reference());
    }
    items.print(output);
    for (Payout.Step it : run.steps()) {
      output.say(
          "%s: %d items by '%s'%s"
              .formatted(it.step(), it.items(), it.who(), it.why() == null ? "" : ": " + it.why()));
    }
  }
}
