package org.royaltyledger.ledger.backup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.KeptBeside;
import org.royaltyledger.ledger.store.Leaves;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.value.Refused;

/** Whether the records of a backup, as they come, are what a store signed. */
final class Verified {

  private final @Nullable NoteKey trusted;
  private final Frontier tree = new Frontier();
  private final SignedBy signedBy = new SignedBy();
  private final Map<Long, Checkpoint> checkpoints = new TreeMap<>();
  private int signed;
  private @Nullable String origin;
  private @Nullable String originOfKey;
  private @Nullable Checkpoint newest;
  private long events;
  private boolean names;
  private long usages;
  private long rows;
  private boolean ended;

  Verified(@Nullable NoteKey trusted) {
    this.trusted = trusted;
  }

  /** Why it is not what a store wrote. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }

  /** What the file is of. */
  void log(String ofOrigin, long ofEvents, boolean withNames) {
    require(origin == null, "it says twice what it is of");
    origin = ofOrigin;
    events = ofEvents;
    names = withNames;
  }

  void kept(KeptBeside.Table table, List<@Nullable Object> row) {
    require(origin != null && tree.size() == 0, "its records are in another order");
    require(names || !table.names(), "it says that it has no names, and has some");
    rows++;
    if (table.name().equals(KeptBeside.STORE)) {
      require(originOfKey == null, "it has the store's key twice");
      require(row.getLast() instanceof byte[], "it has no key of the store");
      originOfKey = Checkpoints.origin(new StoreKey((byte[]) row.getLast()));
    }
  }

  void checkpoint(long size, String note) {
    require(origin != null && tree.size() == 0, "its records are in another order");
    require(newest == null || newest.size() < size, "its checkpoints are in another order");
    SignedNote read = SignedNote.parse(note);
    Checkpoint said = Checkpoint.parse(read.text());
    require(
        said.size() == size && said.origin().equals(origin),
        "the checkpoint at %d events is of %d events of '%s'"
            .formatted(size, said.size(), said.origin()));
    checkpoints.put(size, said);
    signedBy.note(size, read);
    newest = said;
    signed++;
    requireRoot();
  }

  /** The next event, its leaf made again from the bytes. */
  LogEntry event(Fields fields, byte @Nullable [] salt) {
    long place = tree.size() + 1;
    require(newest != null, "it has no checkpoint");
    require(salt == null || salt.length == LogEntry.SALT, "it has a salt of another length");
    LogEntry bare = fields.readEvent(salt);
    require(bare.place() == place, "place %d follows place %d".formatted(bare.place(), place - 1));
    byte[] leaf = fields.bytes();
    LogEntry entry = withContents(bare);
    require(
        Arrays.equals(entry.leaf().bytes(), leaf),
        "the event at place %d is not the one that its leaf was made of".formatted(place));
    tree.add(entry.leaf(), (level, index, hash) -> {});
    requireRoot();
    return entry;
  }

  private LogEntry withContents(LogEntry it) {
    Object event;
    try {
      event =
          new LogReader.Stored(
                  it.place(), it.aggregateIdentifier(), it.name(), it.revision(), it.payload())
              .event();
    } catch (RuntimeException e) { // damaged bytes may fail in any way
      if (e instanceof Refused refused && refused.code() == Refused.Code.NEWER_STORE) {
        throw refused;
      }
      throw new Wrong(
          "the event at place %d cannot be read (%s)".formatted(it.place(), e.getMessage()));
    }
    if (event instanceof SettingsEvent.SigningKeyChanged key) {
      signedBy.key(it.place(), key.key());
    }
    Contents contents = Leaves.contents(event);
    if (contents == null) {
      return it;
    }
    usages += contents.usages();
    return it.with(contents);
  }

  private void requireRoot() {
    Checkpoint said = checkpoints.remove(tree.size());
    require(
        said == null || said.root().equals(tree.root()),
        "the first %d events are not those that were signed then".formatted(tree.size()));
  }

  /** What the last record says of all others. */
  void counts(long ofEvents, long ofUsages, long ofRows, long ofCheckpoints) {
    require(
        ofEvents == tree.size() && ofUsages == usages && ofRows == rows && ofCheckpoints == signed,
        "it ends after place %d, and says that it has %d events".formatted(tree.size(), ofEvents));
    ended = true;
  }

  /** All records were there. */
  BackedUp end() {
    require(ended, "it ends after " + where());
    Checkpoint last = newest;
    if (last == null || last.size() != tree.size() || last.size() != events) {
      throw new Wrong("no checkpoint covers its %d events".formatted(tree.size()));
    }
    require(
        last.origin().equals(originOfKey),
        "the store's key is not the one that log '%s' has".formatted(last.origin()));
    String wrong = signedBy.wrong();
    if (wrong != null) {
      throw new Wrong(wrong);
    }
    String doubt = trusted == null ? null : signedBy.doubt(trusted);
    if (doubt != null) {
      throw new Wrong("the key '%s' does not vouch for it: %s".formatted(trusted, doubt));
    }
    return new BackedUp(events, usages, rows, names, signed, last, signedBy.keys());
  }

  long usages() {
    return usages;
  }

  /** The last record that was right. */
  String where() {
    return tree.size() == 0 ? "its beginning" : "place " + tree.size();
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new Wrong(otherwise);
    }
  }
}
