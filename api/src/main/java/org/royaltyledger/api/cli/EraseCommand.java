package org.royaltyledger.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.personal.PersonalData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code erase PARTY}. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Takes all that tells who a party is out of the vault, for good: name, bank and tax details.",
      "The id stays on every statement and in the log, and every proof holds. An import of the"
          + " same",
      "file does not bring the name back. Older backups still have it, sealed: see"
          + " docs/reliability.md."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class EraseCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "PARTY", arity = "0..1", description = "the party's id")
  private @Nullable String party;

  @Option(
      names = "--artist",
      paramLabel = "ASSET",
      description = "in place of a party: the display artist of this asset")
  private @Nullable String artist;

  @Mixin private Signing signing;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() {
    Output output = program.output();
    if ((party == null) == (artist == null)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "erase takes a PARTY, or --artist ASSET: name one of them, one at a time");
    }
    Signature by = signing.by(program);
    try (OpenStore store = program.openExisting()) {
      PersonalData data = store.get(PersonalData.class);
      PersonalData.Erased erased = Acting.as(by).doing(() -> erase(data, by));
      output.warn(
          "notice: backups that were made before still have it, sealed: delete them, or the vault's"
              + " key with them");
      if (json) {
        output.print(Json.valued(erased));
      } else {
        Table.of("subject", "id", "rows")
            .numbers(2)
            .row(erased.subject(), erased.id(), erased.rows())
            .print(output);
      }
      return Program.DONE;
    }
  }

  private PersonalData.Erased erase(PersonalData data, Signature by) {
    return party != null
        ? data.erase(Words.party(party), by)
        : data.eraseArtist(asset(String.valueOf(artist)), by);
  }

  private static AssetId asset(String text) {
    try {
      return new AssetId(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }
}
