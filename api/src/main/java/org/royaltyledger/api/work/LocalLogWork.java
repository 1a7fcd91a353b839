package org.royaltyledger.api.work;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.ProofJson;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.SealedStatement;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.LogDeeds;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTree;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.seal.StatementSeals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The log of the store that is open here. */
public final class LocalLogWork implements LogWork {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final LogReader reader;
  private final LogTree tree;
  private final Checkpoints checkpoints;
  private final UsageLog usages;
  private final SealedMonths sealed;
  private final LogDeeds deeds;

  public LocalLogWork(
      LogReader reader,
      LogTree tree,
      Checkpoints checkpoints,
      UsageLog usages,
      SealedMonths sealed,
      LogDeeds deeds) {
    this.deeds = deeds;
    this.sealed = sealed;
    this.reader = reader;
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.usages = usages;
  }

  @Override
  public JsonNode signed() {
    ObjectNode all = NODES.objectNode();
    all.put("origin", checkpoints.origin());
    all.put("events", reader.head());
    ArrayNode keys = all.putArray("keys");
    for (Checkpoints.UsedKey it : checkpoints.keys()) {
      ObjectNode key = keys.addObject().put("place", it.place()).put("key", it.key());
      key.put("who", it.who());
      if (it.why() != null) {
        key.put("why", it.why());
      }
    }
    ArrayNode signed = all.putArray("checkpoints");
    for (Checkpoints.Signed it : checkpoints.all()) {
      signed.addObject().put("size", it.size()).put("checkpoint", it.note().toString());
    }
    return all;
  }

  @Override
  public JsonNode sign() {
    Checkpoints.Done done = checkpoints.now();
    return newest(done);
  }

  @Override
  public JsonNode rotate(Signature by) {
    return newest(Acting.as(by).doing(() -> checkpoints.rotate(by)));
  }

  private JsonNode newest(Checkpoints.Done done) {
    Checkpoints.Signed newest = checkpoints.newest();
    if (newest == null) {
      throw new IllegalStateException("signed, and there is no checkpoint");
    }
    ObjectNode shown = NODES.objectNode();
    shown.put("size", newest.size()).put("checkpoint", newest.note().toString());
    if (done.made() != null) {
      shown.put("notice", done.made());
    }
    return shown;
  }

  @Override
  public JsonNode entries(long after, int limit) {
    Sight.now().requireAll();
    if (after < 0 || limit < 1 || limit > MOST_ENTRIES) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "entries come after a place from 0 on, 1 to %d at a time, not %d after %d"
              .formatted(MOST_ENTRIES, limit, after));
    }
    ObjectNode shown = NODES.objectNode().put("events", reader.head());
    ArrayNode entries = shown.putArray("entries");
    for (LogDeeds.Deed it : deeds.after(after, limit)) {
      ObjectNode entry = entries.addObject().put("place", it.place());
      entry.put("recordedAt", it.recordedAt()).put("event", it.event()).put("stream", it.stream());
      Acting acting = it.acting();
      if (acting != null) {
        entry.put("who", acting.who());
        if (acting.why() != null) {
          entry.put("why", acting.why());
        }
        entry.put("from", acting.from());
      }
    }
    return shown;
  }

  @Override
  public JsonNode event(long place, @Nullable Long size) {
    Sight.now().requireAll();
    LogEntry entry = tree.entry(place);
    ObjectNode proof = NODES.objectNode();
    ProofJson.identity(proof, entry);
    return included(proof, entry, covering(place, size));
  }

  private ObjectNode included(ObjectNode to, LogEntry entry, Checkpoints.Signed signed) {
    return ProofJson.included(to, entry, tree.of(signed.size()))
        .put("checkpoint", signed.note().toString());
  }

  @Override
  public JsonNode usage(String usageId, @Nullable Integer contribution, @Nullable Long size) {
    Sight.now().requireAll();
    UsageLog.Found found =
        usages
            .find(usageId)
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.Code.NO_USAGE,
                        "usage '%s' is not in the ledger: look whether its import rejected it"
                            .formatted(usageId)));
    long place = found.address().place();
    int row = found.address().row();
    Checkpoints.Signed signed = covering(place, size);
    LogReader.Stored stored = reader.at(place);
    var event = (UsageEvent.UsageBlockRecorded) stored.event();
    UsageBlock block = event.block();
    int contributions = block.endContribution(row) - block.firstContribution(row);
    if (contribution != null && (contribution < 0 || contribution >= contributions)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "usage '%s' has %d contributions, counted from 0, and none of number %d"
              .formatted(usageId, contributions, contribution));
    }
    BlockTree inside = BlockTree.of(event.saltKey(), block);
    ObjectNode proof = NODES.objectNode();
    proof.put("row", row);
    proof.put("usages", block.size());
    ProofJson.inBlock(
        proof,
        event,
        inside,
        row,
        IntStream.range(CanonicalUsage.HEADER, contributions)
            .filter(it -> contribution == null || it == contribution || it == CanonicalUsage.HEADER)
            .toArray());
    return included(proof, tree.entry(place), signed);
  }

  @Override
  public JsonNode statement(Period month, PartyId party, @Nullable String currency) {
    SealedMonths.Sealed of = sealed.statement(month, party, currency);
    StatementSeals.Proof proof = of.proof();
    ObjectNode shown = NODES.objectNode();
    ObjectNode statement =
        shown
            .putObject("statement")
            .put("period", proof.statement().period())
            .put("party", proof.statement().party())
            .put("currency", proof.statement().currency())
            .put("digest", proof.statement().digest());
    SealedStatement.Among among = proof.statement().among();
    if (among != null) {
      statement.put("number", among.number()).put("of", among.of());
    }
    shown.put("salt", ProofJson.base64(proof.salt()));
    shown.put("row", proof.row());
    ProofJson.hashes(shown, "pathInClose", proof.path());
    LogEntry close = tree.entry(of.close().place());
    ProofJson.payload(shown, close);
    return included(shown, close, covering(close.place(), null));
  }

  @Override
  public JsonNode consistency(long from, long to) {
    Checkpoints.Signed before = requireSigned(from);
    Checkpoints.Signed after = requireSigned(to);
    if (from > to) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a log of %d events did not grow out of one of %d: give the smaller size first"
              .formatted(to, from));
    }
    ObjectNode proof = NODES.objectNode();
    ProofJson.hashes(proof, "path", tree.of(to).consistency(from));
    return proof.put("before", before.note().toString()).put("checkpoint", after.note().toString());
  }

  private Checkpoints.Signed covering(long place, @Nullable Long size) {
    if (size != null) {
      if (size < place) {
        throw new Refused(
            Refused.Code.NOT_SIGNED,
            "the checkpoint of %d events does not cover place %d: take a later one"
                .formatted(size, place));
      }
      return requireSigned(size);
    }
    Checkpoints.Signed covering = checkpoints.covering(place);
    if (covering == null) {
      throw new Refused(
          Refused.Code.NOT_SIGNED,
          "no checkpoint covers place %d yet: sign the log with: checkpoint".formatted(place));
    }
    return covering;
  }

  private Checkpoints.Signed requireSigned(long size) {
    Checkpoints.Signed signed = checkpoints.at(size);
    if (signed == null) {
      throw new Refused(
          Refused.Code.NOT_SIGNED,
          "the log was not signed at %d events: see when it was with: checkpoint list"
              .formatted(size));
    }
    return signed;
  }
}
