package org.royaltyledger.ledger.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.intake.batch.FileKind;

/** A ledger of facts in memory that files are brought to; the last file's outcome can be asked. */
public final class Importing {

  public final FactBook known = new FactBook();
  public final List<NewFact> written = new ArrayList<>();
  public final List<Integer> batches = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  /** Brings a file of these lines. */
  public FileReport file(String name, String... lines) {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public FileReport bytes(String name, byte[] content) {
    return bytes(name, content, this::write);
  }

  public FileReport bytes(String name, byte[] content, FactSink sink) {
    rejects.clear();
    warnings.clear();
    var facts = (FileKind.Facts) FileKind.of(Path.of(name)).content();
    try {
      return new FactIntake(
              name,
              known,
              (kind, id, text, newest) -> "#" + kind.written() + text.length(),
              sink,
              rejects::add,
              warnings::add)
          .take(facts.reader().get(), new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code LINE: REASON} of each rejected line. */
  public List<String> rejected() {
    return rejects.stream().map(it -> it.line() + ": " + it.reason()).toList();
  }

  public List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  /** {@code LINE: TEXT} of each warning. */
  public List<String> warned() {
    return warnings.stream().map(it -> it.line() + ": " + it.text()).toList();
  }

  public List<FactEvent> facts() {
    return written.stream().map(NewFact::fact).toList();
  }

  /** Two labels in an agency, an artist outside, an offering, two assets. */
  public static Importing withCatalogue() {
    var it = new Importing();
    it.file(
        "parties.csv",
        "partyId,name,kind",
        "aurora,Aurora Records,LABEL",
        "borealis,Borealis,LABEL",
        "agency,The Agency,SOCIETY",
        "ben,Ben,ARTIST");
    it.file("memberships.csv", "partyId,memberOf,from", "aurora,agency,2026-01-01");
    it.file("offerings.csv", "offering,service,scope", "ai-remix,acme,REMIX");
    it.file(
        "assets.csv",
        "assetId,kind,controller",
        "song,RECORDING,aurora",
        "tune,WORK,borealis",
        "voice,VOICE,ben");
    it.file(
        "contracts.json", "[{\"contractId\":\"deal\",\"parties\":\"*\",\"from\":\"2026-01-01\"}]");
    it.written.clear();
    it.batches.clear();
    return it;
  }

  public List<FactSink.Refusal> write(List<NewFact> batch) {
    written.addAll(batch);
    batches.add(batch.size());
    return List.of();
  }
}
