package org.royaltyledger.api.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.OutputEvent;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which contributions of a usage are a party's: those that name it, those of an asset that it
 * controls, and those of one that it had a share of where and when it was used.
 */
@Component
class OwnContributions {

  private final LogReader reader;

  OwnContributions(LogReader reader) {
    this.reader = reader;
  }

  /** A usage as this thread's caller may see it; null if nothing of it is his. */
  @Nullable JsonNode seen(UsageLog.Found found) {
    if (Sight.now().isAll()) {
      return UsageDocument.of(found);
    }
    UsageBlock block = found.block();
    int row = found.address().row();
    Parties whose = Sight.now().in(Period.of(block.usedOn(row)));
    var own = new ArrayList<Integer>();
    for (int it = block.firstContribution(row); it < block.endContribution(row); it++) {
      String target = block.word(block.target(it));
      if (block.byParty(it) ? whose.contains(target) : isOwn(target, block, row, whose)) {
        own.add(it);
      }
    }
    List<OutputEvent.OutputContribution> ofOutput = ofOutput(block, row, whose);
    return own.isEmpty() && ofOutput.isEmpty() ? null : UsageDocument.ofOwn(found, own, ofOutput);
  }

  private List<OutputEvent.OutputContribution> ofOutput(UsageBlock block, int row, Parties whose) {
    String output = block.wordOrNull(block.output(row));
    if (output == null || block.firstContribution(row) < block.endContribution(row)) {
      return List.of(); // what a usage says itself counts
    }
    OutputEvent.OutputRecorded it =
        newest(Key.of("output", output), OutputEvent.OutputRecorded.class);
    return it == null
        ? List.of()
        : it.contributions().stream()
            .filter(
                part ->
                    (part.party() != null && whose.contains(part.party()))
                        || (part.asset() != null && isOwn(part.asset(), block, row, whose)))
            .toList();
  }

  private boolean isOwn(String asset, UsageBlock block, int row, Parties whose) {
    CatalogueEvent.AssetRecorded known =
        newest(Key.of("asset", asset), CatalogueEvent.AssetRecorded.class);
    return (known != null && whose.contains(known.controller()))
        || shares(asset, block.word(block.territory(row)), block.usedOn(row), whose);
  }

  /** As the calculation: the split of the usage's own territory before that of the world. */
  private boolean shares(String asset, String territory, LocalDate day, Parties whose) {
    for (String where : List.of(territory, Territory.WORLDWIDE.code())) {
      CatalogueEvent.SplitsRecorded table =
          newest(Key.of("splits", asset, where), CatalogueEvent.SplitsRecorded.class);
      List<CatalogueEvent.SplitShare> shares =
          table == null
              ? List.of()
              : table.shares().stream().filter(it -> isInForce(it, day)).toList();
      if (!shares.isEmpty()) {
        return shares.stream().anyMatch(it -> whose.contains(it.partyId()));
      }
    }
    return false;
  }

  private static boolean isInForce(CatalogueEvent.SplitShare share, LocalDate day) {
    LocalDate to = share.to();
    return !day.isBefore(share.from()) && (to == null || day.isBefore(to));
  }

  private <F> @Nullable F newest(String stream, Class<F> kind) {
    var newest = new ArrayList<F>();
    reader.stream(
        stream,
        row -> {
          newest.clear();
          newest.add(kind.cast(row.event()));
        });
    return newest.isEmpty() ? null : newest.getFirst();
  }
}
