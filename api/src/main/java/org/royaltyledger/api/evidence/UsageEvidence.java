package org.royaltyledger.api.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.ProofJson;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.royalty.LineUses;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.projections.explain.Explanations;
import tools.jackson.databind.node.ObjectNode;

/** Each usage of each line with what proves it, and no contribution but the line's own. */
final class UsageEvidence implements Explanations.Uses {

  private final LogReader reader;
  private final Writer to;
  private final SortedSet<Long> places = new TreeSet<>();
  private @Nullable Opened block;
  private long usages;

  /** The block at hand. */
  private record Opened(long place, UsageEvent.UsageBlockRecorded event, BlockTree tree) {}

  UsageEvidence(LogReader reader, Writer to) {
    this.reader = reader;
    this.to = to;
  }

  @Override
  public void of(int line, boolean before, List<LineUses.Contribution> uses) {
    for (LineUses.Contribution it : uses) {
      ObjectNode node = Json.object().put("line", line).put("known", before ? "before" : "now");
      write(node, it, block(it.place()));
      try {
        to.write(Json.written(node));
        to.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      usages++;
    }
  }

  private Opened block(long place) {
    if (block == null || block.place != place) {
      var event = (UsageEvent.UsageBlockRecorded) reader.at(place).event();
      block = new Opened(place, event, BlockTree.of(event.saltKey(), event.block()));
      places.add(place);
    }
    return block;
  }

  private static void write(ObjectNode node, LineUses.Contribution it, Opened in) {
    node.put("usageId", it.usageId())
        .put("usedAt", it.usedAt().toString())
        .put("quantity", it.quantity())
        .put("role", it.role())
        .put("weight", plain(BigInteger.valueOf(it.weight())))
        .put("units", plain(it.units()))
        .put("output", it.output())
        .put("contribution", it.contribution())
        .put("place", it.place())
        .put("row", it.row());
    ProofJson.inBlock(
        node,
        in.event,
        in.tree,
        it.row(),
        it.output() == null
            ? new int[] {CanonicalUsage.HEADER, it.contribution()}
            : new int[] {CanonicalUsage.HEADER});
  }

  private static String plain(BigInteger trillionths) {
    var number = new BigDecimal(trillionths, 12);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The places of all blocks that usages were shown of. */
  SortedSet<Long> places() {
    return places;
  }

  long usages() {
    return usages;
  }
}
