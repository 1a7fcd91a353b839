package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.PartyDetails;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code details PARTY}. */
@Command(
    name = "details",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what the vault tells of a party: name, bank and tax details, all but the name masked.",
      "With --open in full, for whoever says who this is and why: the log has that for ever."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DetailsCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PARTY", description = "the party's id")
  private String party;

  @Option(names = "--open", description = "show all in full; needs --as and --why")
  private boolean open;

  @Mixin private Signing signing;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    PartyId id = Words.party(party);
    Signature by = signing.by(program);
    try (OpenWork store = program.existingWork()) {
      PartyDetails shown = open ? store.personal().opened(id, by) : store.personal().masked(id);
      if (json) {
        output.print(shown.json());
        return Program.DONE;
      }
      if (shown.erased()) {
        output.warn("notice: party '%s' was erased: its id is all there is".formatted(party));
      } else if (shown.details().isEmpty()) {
        output.warn(
            "notice: nothing is kept of party '%s' but its id: import parties*.csv, bankdetails*.csv or taxdetails*.csv"
                .formatted(party));
      }
      Table table = Table.of("kind", "field", "value");
      shown.details().forEach(it -> table.row(it.kind(), it.field(), it.value()));
      table.print(output);
      return Program.DONE;
    }
  }
}
