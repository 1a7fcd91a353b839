package org.royaltyledger.ledger.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.personal.HoldsHash;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;

/**
 * The way of one file of facts into the ledger: what is the same again is counted, what is new goes
 * to the sink in batches, what may not be is rejected.
 *
 * <p>The rows of one key are judged together. If the last of them is the newest version known
 * before the file, all of them are repeats, so that a file may come again; else they become
 * versions in their order. Only rows that differ from a version known before have to wait for the
 * file's end.
 */
public final class FactIntake {

  /** The most facts in a transaction. */
  static final int BATCH = 500;

  private final String file;
  private final FactBook known;
  private final PersonalHash personal;
  private final FactSink sink;
  private final Consumer<Reject> rejects;
  private final Consumer<Warning> warnings;

  private final Map<String, FactEvent> firstHere = new HashMap<>();
  private final Map<String, List<NewFact>> waiting = new LinkedHashMap<>();
  private final List<NewFact> batch = new ArrayList<>();
  private final List<Personal> repeatedPersonal = new ArrayList<>();
  private long accepted;
  private long repeated;
  private long rejected;

  /**
   * @param file its name without folders
   * @param known the newest versions; takes each fact once the sink has it
   */
  public FactIntake(
      String file,
      FactBook known,
      PersonalHash personal,
      FactSink sink,
      Consumer<Reject> rejects,
      Consumer<Warning> warnings) {
    this.file = file;
    this.known = known;
    this.personal = personal;
    this.sink = sink;
    this.rejects = rejects;
    this.warnings = warnings;
  }

  /**
   * Reads the whole file.
   *
   * @throws org.royaltyledger.ledger.value.Refused BAD_INPUT if it cannot be read at all, which the
   *     reader's check says before
   */
  public FileReport take(FactReader reader, InputStream content) throws IOException {
    reader.read(content, this);
    waiting.forEach(this::judge);
    flush();
    flushRepeated();
    return report();
  }

  /** What became of the lines taken so far; of a file that broke off, the rest was not taken. */
  public FileReport report() {
    return new FileReport(file, accepted + repeated + rejected, accepted, repeated, rejected);
  }

  /** The file's name, for messages. */
  public String file() {
    return file;
  }

  public FactBook known() {
    return known;
  }

  /**
   * What is told of somebody: its hash for the fact, and the text for the vault. Of somebody who
   * was erased nothing is taken, and the fact keeps the hash that it has.
   *
   * @throws org.royaltyledger.ledger.value.Refused NO_VAULT_KEY
   */
  public Personal personal(Line line, PersonalKind kind, String id, String factKey, String text) {
    @Nullable String newest = known.newest(factKey) instanceof HoldsHash it ? it.heldHash() : null;
    if (known.knows(PersonalEvent.erasure(kind.subject(), id))) {
      warn(
          line,
          "%s '%s' was erased, so what the line tells of a person is not taken: bring it under another id if it is somebody else"
              .formatted(
                  kind.subject() == PersonalKind.PARTY ? "party" : "the artist of asset",
                  Quoted.shown(id)));
      return new Personal(kind, id, newest, null);
    }
    return new Personal(kind, id, personal.hash(kind, id, text, newest), text);
  }

  /** A line of the file; from here it must be offered, repeated or rejected once. */
  public Line line(long number, String text) {
    return new Line(number, text);
  }

  public void reject(Line line, String reason) {
    rejected++;
    rejects.accept(new Reject(line.number(), reason, line.text()));
  }

  /** Counts a line that says what another line of the file says. */
  public void repeat(Line line) {
    repeated++;
  }

  public void warn(Line line, String text) {
    warnings.accept(new Warning(file, line.number(), text));
  }

  public void offer(FactEvent fact, Line line, Personal... personal) {
    offer(new NewFact(fact, List.of(personal), List.of(line)));
  }

  /** Takes a fact that its lines state. */
  public void offer(NewFact it) {
    String key = it.fact().key();
    FactEvent before = firstHere.get(key);
    FactEvent newest = before == null ? known.newest(key) : before;
    Optional<String> objection = newest == null ? Optional.empty() : it.fact().objection(newest);
    if (objection.isPresent()) {
      refuse(it, objection.get());
    } else if (newest == null || before != null) {
      firstHere.put(key, it.fact());
      acceptUnlessSame(it, newest);
    } else if (waiting.containsKey(key) || !it.fact().equals(newest)) {
      waiting.computeIfAbsent(key, _ -> new ArrayList<>()).add(it);
    } else {
      repeat(it);
    }
  }

  private void repeat(NewFact it) {
    repeated += it.lines().size();
    repeatedPersonal.addAll(it.personal());
    if (repeatedPersonal.size() >= BATCH) {
      flushRepeated();
    }
  }

  private void flushRepeated() {
    if (!repeatedPersonal.isEmpty()) {
      flush(); // what is repeated may be of this file, and not written yet
      sink.repeated(List.copyOf(repeatedPersonal));
      repeatedPersonal.clear();
    }
  }

  /**
   * @throws IllegalArgumentException if no party of this id is known
   */
  public PartyId known(PartyId party) {
    return require("party", party.code(), party, "parties*.csv");
  }

  /**
   * @throws IllegalArgumentException if no asset of this id is known
   */
  public AssetId known(AssetId asset) {
    return require("asset", asset.code(), asset, "assets*.csv");
  }

  /**
   * @throws IllegalArgumentException if no offering of this id is known
   */
  public OfferingId known(OfferingId offering) {
    return require("offering", offering.code(), offering, "offerings*.csv");
  }

  private <T> T require(String noun, String code, T id, String files) {
    if (!known.knows(Key.of(noun, code))) {
      throw new IllegalArgumentException(
          "%s '%s' is unknown: bring it in a file %s, in this import or an earlier one"
              .formatted(noun, Quoted.shown(code), files));
    }
    return id;
  }

  private void judge(String key, List<NewFact> versions) {
    FactEvent newest = known.newest(key);
    if (versions.getLast().fact().equals(newest)) {
      repeat(versions.getLast());
      versions.subList(0, versions.size() - 1).forEach(it -> repeated += it.lines().size());
      return;
    }
    for (NewFact it : versions) {
      acceptUnlessSame(it, newest);
      newest = it.fact();
    }
  }

  private void acceptUnlessSame(NewFact it, @Nullable FactEvent newest) {
    if (it.fact().equals(newest)) {
      repeat(it);
      return;
    }
    batch.add(it);
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    var refusals = new HashMap<NewFact, String>();
    for (FactSink.Refusal refusal : sink.record(List.copyOf(batch))) {
      refusals.put(refusal.fact(), refusal.why());
    }
    for (NewFact it : batch) {
      String why = refusals.get(it);
      if (why != null) {
        firstHere.remove(it.fact().key());
        refuse(it, why);
      } else {
        known.put(it.fact());
        accepted += it.lines().size();
      }
    }
    batch.clear();
  }

  private void refuse(NewFact it, String why) {
    it.lines().forEach(line -> reject(line, why));
  }
}
