package org.royaltyledger.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.royaltyledger.api.documents.PartyDetails;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.personal.Detail;
import org.royaltyledger.projections.personal.PersonalData;
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
    try (OpenStore store = program.openExisting()) {
      PersonalData data = store.get(PersonalData.class);
      List<Detail> details = open ? Acting.as(by).doing(() -> data.open(id, by)) : data.masked(id);
      boolean erased = data.isErased(id);
      if (json) {
        output.print(new PartyDetails(party, erased, details).json());
        return Program.DONE;
      }
      if (erased) {
        output.warn("notice: party '%s' was erased: its id is all there is".formatted(party));
      } else if (details.isEmpty()) {
        output.warn(
            "notice: nothing is kept of party '%s' but its id: import parties*.csv, bankdetails*.csv or taxdetails*.csv"
                .formatted(party));
      }
      Table table = Table.of("kind", "field", "value");
      details.forEach(it -> table.row(it.kind(), it.field(), it.value()));
      table.print(output);
      return Program.DONE;
    }
  }
}
