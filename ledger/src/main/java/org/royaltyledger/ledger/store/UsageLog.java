package org.royaltyledger.ledger.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageBlock.Address;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The log of plays and generations: a usage id counts once, for ever.
 *
 * <p>Under the append lock, the index of ids is caught up to the log's head, the new usages are
 * checked against it, and a block is written that holds only usages that count.
 */
public final class UsageLog implements AutoCloseable {

  private static final int DECODED_BLOCKS = 16;

  private final LogTransaction transaction;
  private final LogReader reader;
  private final EventStore events;
  private final JdbcTemplate jdbc;
  private final StoreKey key;
  private final Supplier<UsageIds> open;
  private @Nullable UsageIds opened;
  private final UsageCounts counts = new UsageCounts();
  private final Map<Long, UsageBlock> decoded =
      new LinkedHashMap<>(DECODED_BLOCKS * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, UsageBlock> eldest) {
          return size() > DECODED_BLOCKS;
        }
      };

  /**
   * @param ids opens the index of usage ids, when it is first needed
   */
  public UsageLog(
      LogTransaction transaction,
      LogReader reader,
      EventStore events,
      JdbcTemplate jdbc,
      StoreKey key,
      Supplier<UsageIds> ids) {
    this.open = ids;
    this.transaction = transaction;
    this.reader = reader;
    this.events = events;
    this.jdbc = jdbc;
    this.key = key;
  }

  /** What became of a usage. */
  public enum Outcome {
    /** It counts from now on. */
    ACCEPTED,
    /** It is there already, with the same content. */
    REPEATED,
    /** Its id is there already with other content, which stands. */
    CONFLICT
  }

  /**
   * What became of each row of a draft.
   *
   * @param outcomes one per row
   * @param addresses where each row's usage id stands
   */
  public record Appended(List<Outcome> outcomes, List<Address> addresses) {
    Appended and(Appended more) {
      var allOutcomes = new ArrayList<>(outcomes);
      allOutcomes.addAll(more.outcomes);
      var allAddresses = new ArrayList<>(addresses);
      allAddresses.addAll(more.addresses);
      return new Appended(allOutcomes, allAddresses);
    }
  }

  /** A draft that waits to be written down. */
  @FunctionalInterface
  public interface Ready {

    /** As {@link UsageLog#append}. */
    Appended append(IntFunction<String> source);
  }

  /** A usage that was found. */
  public record Found(Address address, UsageBlock block) {}

  /**
   * Writes down the usages of a draft that are new; durable when it returns.
   *
   * @param draft 1 to {@value UsageBlock#MOST} usages, which may repeat each other
   * @param source names where a row came from, for the record of a conflict
   */
  public Appended append(UsageBlock draft, IntFunction<String> source) {
    return ready(draft).append(source);
  }

  /**
   * Makes a draft ready to be written down; takes most of the time, and no lock.
   *
   * @param draft as for {@link #append}
   */
  public Ready ready(UsageBlock draft) {
    PackedBlock packed = PackedBlock.of(key, draft);
    return source -> append(packed, source);
  }

  private synchronized Appended append(PackedBlock packed, IntFunction<String> source) {
    UsageBlock draft = packed.block();
    try {
      Written done = transaction.run(() -> write(packed, source));
      if (done.block.size() > 0) {
        UsageIds ids = ids();
        for (int row = 0; row < done.fingerprints.length; row++) {
          ids.add(done.fingerprints[row], UsageIds.address(done.place, row));
        }
        ids.followedTo(done.place);
      }
      counts.add(done.appended);
      return done.appended;
    } catch (TooLarge e) {
      List<UsageBlock> halves = UsageBlockCodec.halves(draft);
      int half = halves.getFirst().size();
      return append(halves.getFirst(), source)
          .and(append(halves.getLast(), row -> source.apply(row + half)));
    }
  }

  /** What became of all that was brought here. */
  public UsageCounts counts() {
    return counts;
  }

  /** Why a usage that is a conflict was not taken. */
  public static String conflict(String usageId) {
    return ("usageId '%s' is in the ledger already with other content: an id counts once and the"
            + " first stands; give a usage that differs an id of its own")
        .formatted(usageId);
  }

  /** Brings the index of usage ids up to the log's head, which the next append would do. */
  public synchronized void follow() {
    caughtUp(reader.head());
  }

  /** The usage of an id, wherever it stands. */
  public synchronized Optional<Found> find(String usageId) {
    UsageIds ids = caughtUp(reader.head());
    var addresses = new ArrayList<Long>(1);
    ids.each(ids.fingerprint(usageId), addresses::add);
    for (long it : addresses) {
      UsageBlock block = block(UsageIds.place(it));
      if (block.usageId(UsageIds.row(it)).equals(usageId)) {
        return Optional.of(new Found(new Address(UsageIds.place(it), UsageIds.row(it)), block));
      }
    }
    return Optional.empty();
  }

  /** Keeps the index for the next start. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  /**
   * @param fingerprints of the block's ids
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Written(Appended appended, long place, UsageBlock block, long[] fingerprints) {}

  /** A block that no row of the log can hold. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("block too large", null, false, false);
    }
  }

  private Written write(PackedBlock packed, IntFunction<String> source) {
    UsageBlock draft = packed.block();
    long head = takeLock();
    UsageIds ids = caughtUp(head);
    long place = head + 1;
    int rows = draft.size();
    long[] fingerprints = ids.fingerprints(draft);
    var stands = new Standing(rows);
    find(draft, fingerprints, ids, stands);
    var outcomes = new ArrayList<Outcome>(rows);
    var addresses = new ArrayList<Address>(rows);
    var keptRows = new HashMap<String, Integer>(rows * 2);
    var kept = new BitSet(rows);
    int keptSoFar = 0;
    for (int row = 0; row < rows; row++) {
      Address address = stands.address[row];
      Outcome outcome = stands.outcome[row];
      if (address == null || outcome == null) {
        Integer earlier = keptRows.putIfAbsent(draft.usageId(row), row);
        if (earlier == null) {
          kept.set(row);
          fingerprints[keptSoFar] = fingerprints[row];
          outcome = Outcome.ACCEPTED;
          address = new Address(place, keptSoFar++);
        } else {
          outcome = outcome(draft, row, draft, earlier);
          address = addresses.get(earlier);
        }
      }
      outcomes.add(outcome);
      addresses.add(address);
    }
    var appended = new Appended(outcomes, addresses);
    UsageBlock block = block(draft, kept, appended);
    var messages = new ArrayList<DomainEventMessage<?>>();
    if (block.size() > 0) {
      messages.add(message(sameObject(block, draft) ? packed : PackedBlock.of(key, block)));
    }
    List<UsageEvent.Conflict> conflicts = conflicts(draft, appended, source);
    if (!conflicts.isEmpty()) {
      var found = new UsageEvent.UsageConflictsFound(conflicts);
      String stream = "conflicts/" + key.hash(EventSerializer.write(found));
      if (!isRecorded(stream)) {
        messages.add(message(stream, found));
      }
    }
    if (!messages.isEmpty()) {
      events.publish(messages);
    }
    return new Written(appended, place, block, Arrays.copyOf(fingerprints, keptSoFar));
  }

  /** Which rows of a draft stand in the log already, and what that makes of them. */
  private static final class Standing {
    final @Nullable Address[] address;
    final @Nullable Outcome[] outcome;

    Standing(int rows) {
      address = new Address[rows];
      outcome = new Outcome[rows];
    }
  }

  /** A row that may be the usage at an address. */
  private record Suspect(int row, long address) {}

  /** Compares with one block after the other: each is decoded once, in whatever order ids come. */
  private void find(UsageBlock draft, long[] fingerprints, UsageIds ids, Standing stands) {
    BitSet rows = ids.suspects(fingerprints);
    if (rows.isEmpty()) {
      return;
    }
    var suspects = new ArrayList<Suspect>();
    rows.stream()
        .forEach(row -> ids.each(fingerprints[row], it -> suspects.add(new Suspect(row, it))));
    suspects.sort(Comparator.comparingLong(Suspect::address));
    for (Suspect suspect : suspects) {
      UsageBlock block = block(UsageIds.place(suspect.address));
      int row = UsageIds.row(suspect.address);
      if (block.usageId(row).equals(draft.usageId(suspect.row))) {
        stands.address[suspect.row] = new Address(UsageIds.place(suspect.address), row);
        stands.outcome[suspect.row] = outcome(draft, suspect.row, block, row);
      }
    }
  }

  private static Outcome outcome(UsageBlock draft, int row, UsageBlock known, int knownRow) {
    return CanonicalUsage.same(draft, row, known, knownRow) ? Outcome.REPEATED : Outcome.CONFLICT;
  }

  private static UsageBlock block(UsageBlock draft, BitSet kept, Appended appended) {
    if (kept.cardinality() == draft.size()) {
      return draft;
    }
    var block = new UsageBlock.Builder();
    for (int row = 0; row < draft.size(); row++) {
      if (kept.get(row)) {
        block.copy(draft, row);
      } else if (appended.outcomes.get(row) == Outcome.REPEATED) {
        block.repeat(appended.addresses.get(row));
      }
    }
    return block.build();
  }

  private List<UsageEvent.Conflict> conflicts(
      UsageBlock draft, Appended appended, IntFunction<String> source) {
    var conflicts = new ArrayList<UsageEvent.Conflict>();
    for (int row = 0; row < draft.size(); row++) {
      if (appended.outcomes.get(row) == Outcome.CONFLICT) {
        Address stands = appended.addresses.get(row);
        conflicts.add(
            new UsageEvent.Conflict(
                draft.usageId(row),
                stands.place(),
                stands.row(),
                source.apply(row),
                key.hashOfUsage(draft, row)));
      }
    }
    return conflicts;
  }

  private static DomainEventMessage<?> message(PackedBlock block) {
    if (block.isTooLong()) {
      throw new TooLarge();
    }
    return block.message();
  }

  private static DomainEventMessage<?> message(
      String stream, UsageEvent.UsageConflictsFound event) {
    return new GenericDomainEventMessage<>(
        "Usages",
        stream,
        0,
        event,
        MetaData.emptyInstance(),
        PackedBlock.identifier(stream),
        Instant.now());
  }

  @SuppressWarnings("ReferenceEquality") // a draft of which nothing was left out is itself
  private static boolean sameObject(UsageBlock block, UsageBlock draft) {
    return block == draft;
  }

  private boolean isRecorded(String stream) {
    Long rows =
        jdbc.queryForObject(
            "select count(*) from log where aggregate_identifier = ?", Long.class, stream);
    return rows != null && rows > 0;
  }

  private long takeLock() {
    Long head = jdbc.execute((ConnectionCallback<Long>) connection -> AppendLock.take(connection));
    return Objects.requireNonNull(head);
  }

  private UsageIds ids() {
    if (opened == null) {
      opened = open.get();
    }
    return opened;
  }

  private UsageIds caughtUp(long head) {
    UsageIds ids = ids();
    if (ids.upTo() < head) {
      reader.read(
          EventNames.USAGE_BLOCK,
          ids.upTo(),
          head,
          stored -> {
            UsageBlockCodec.readIds(
                stored.payload(),
                (row, buffer, offset, length) ->
                    ids.add(
                        ids.fingerprint(buffer, offset, length),
                        UsageIds.address(stored.place(), row)));
            ids.followedTo(stored.place());
          });
      ids.followedTo(head);
    }
    return ids;
  }

  private UsageBlock block(long place) {
    return decoded.computeIfAbsent(
        place, it -> UsageBlockCodec.decode(reader.at(it).payload()).block());
  }
}
