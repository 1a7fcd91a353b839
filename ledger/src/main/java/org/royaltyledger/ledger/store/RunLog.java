package org.royaltyledger.ledger.store;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunBlock;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.settlement.SettlementEvent;
import org.royaltyledger.ledger.settlement.SettlementText;
import org.royaltyledger.ledger.store.block.RunBlockCodec;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Sha256;

/** The results of runs in the log: written in blocks, read back by their digests. */
public final class RunLog {

  /** Begins a seal that is made under the store's key; others are SHA-256 alone. */
  private static final String KEYED = "2:";

  private final LogReader reader;
  private final LogTransaction transaction;
  private final EventStore events;
  private final StoreKey key;

  // Several read models ask for one result at the same time.
  private SoftReference<Unpacked> last = new SoftReference<>(null);

  /**
   * @param blocks their digests: what has them is the same for ever
   */
  private record Unpacked(
      String period,
      List<String> blocks,
      Booking booking,
      @Nullable Settlement settlement,
      int settlementRules) {}

  public RunLog(LogReader reader, LogTransaction transaction, EventStore events, StoreKey key) {
    this.reader = reader;
    this.transaction = transaction;
    this.events = events;
    this.key = key;
  }

  /**
   * The place of a run's cut-off.
   *
   * @param after a place before it
   */
  public long cutOff(String runId, long after) {
    var place = new long[1];
    reader.read(
        EventNames.CUT_OFF,
        after,
        reader.head(),
        row -> {
          if (((PeriodEvent.CutOffTaken) row.event()).runId().equals(runId)) {
            place[0] = row.place();
          }
        });
    if (place[0] == 0) {
      throw new IllegalStateException("run %s has no cut-off in the log".formatted(runId));
    }
    return place[0];
  }

  /**
   * SHA-256 over all that a close books and settles, hexadecimal; the same of each run that comes
   * to it.
   */
  public static String digest(Booking booking, Settlement settlement) {
    MessageDigest digest = Sha256.digest();
    for (Object part : parts("", booking, settlement)) {
      byte[] content =
          part instanceof RunEvent.RunBlockRecorded block
              ? RunBlockCodec.content(block)
              : EventSerializer.write(part);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).flip());
      digest.update(content);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Object> parts(String runId, Booking booking, Settlement settlement) {
    var parts = new ArrayList<Object>();
    for (RunBlock block : RunBlock.of(booking)) {
      parts.add(new RunEvent.RunBlockRecorded(runId, parts.size(), block));
    }
    parts.addAll(SettlementText.write(settlement, runId, parts.size()));
    return parts;
  }

  /**
   * Writes down what a close books and settles, each part in a transaction of its own; it does not
   * count yet. Of a draft whose close was broken off, what is there already stays.
   *
   * @return what a close seals each part with
   * @throws IllegalStateException if something else was written down for this run
   */
  public List<String> record(String runId, Booking booking, Settlement settlement) {
    List<Object> parts = parts(runId, booking, settlement);
    List<LogReader.Stored> before = stored(runId);
    for (int number = 0; number < before.size(); number++) {
      if (number >= parts.size() || !before.get(number).event().equals(parts.get(number))) {
        throw new IllegalStateException(
            "part %d of run %s is there already, and says something else".formatted(number, runId));
      }
    }
    for (int number = before.size(); number < parts.size(); number++) {
      Object event = parts.get(number);
      String identifier =
          UUID.nameUUIDFromBytes((stream(runId) + number).getBytes(StandardCharsets.UTF_8))
              .toString();
      var message =
          new GenericDomainEventMessage<>(
              "Run",
              stream(runId),
              number,
              event,
              MetaData.emptyInstance(),
              identifier,
              Instant.now());
      transaction.run(
          () -> {
            events.publish(message);
            return true;
          });
    }
    return stored(runId).stream().map(row -> sealed(row.payload())).toList();
  }

  /**
   * What a close booked.
   *
   * @throws IllegalStateException if a block is missing or is not the one whose digest was recorded
   */
  public Booking booking(PeriodEvent.PeriodClosed closed) {
    return unpacked(closed, recorded(closed)).booking;
  }

  /**
   * What a close settled, null if a program did it that settled nothing.
   *
   * @throws IllegalStateException as {@link #booking}
   */
  public @Nullable Settlement settlement(PeriodEvent.PeriodClosed closed) {
    return unpacked(closed, recorded(closed)).settlement;
  }

  /**
   * The version of the rules that a close was settled by, 0 if it settled nothing.
   *
   * @throws IllegalStateException as {@link #booking}
   */
  public int settlementRules(PeriodEvent.PeriodClosed closed) {
    return unpacked(closed, recorded(closed)).settlementRules;
  }

  private List<LogReader.Stored> recorded(PeriodEvent.PeriodClosed closed) {
    List<LogReader.Stored> stored = stored(closed.runId());
    if (!areSealed(stored, closed.blocks())) {
      throw new IllegalStateException(
          "the recorded result of period %s is not the one it was closed with (run %s)"
              .formatted(closed.period(), closed.runId()));
    }
    return stored;
  }

  private boolean areSealed(List<LogReader.Stored> stored, List<String> seals) {
    if (stored.size() != seals.size()) {
      return false;
    }
    for (int i = 0; i < seals.size(); i++) {
      byte[] payload = stored.get(i).payload();
      boolean keyed = seals.get(i).startsWith(KEYED);
      if (!seals.get(i).equals(keyed ? sealed(payload) : Sha256.hex(payload))) {
        return false;
      }
    }
    return true;
  }

  private synchronized Unpacked unpacked(
      PeriodEvent.PeriodClosed closed, List<LogReader.Stored> stored) {
    @Nullable Unpacked known = last.get();
    if (known != null
        && known.period.equals(closed.period())
        && known.blocks.equals(closed.blocks())) {
      return known;
    }
    Unpacked unpacked = unpack(closed, stored);
    last = new SoftReference<>(unpacked);
    return unpacked;
  }

  /** Each event once: unpacking is most of the work. */
  private static Unpacked unpack(PeriodEvent.PeriodClosed closed, List<LogReader.Stored> stored) {
    Period period = Period.parse(closed.period());
    var blocks = new ArrayList<RunBlock>();
    var parts = new ArrayList<SettlementEvent.SettlementRecorded>();
    for (LogReader.Stored row : stored) {
      switch (row.event()) {
        case RunEvent.RunBlockRecorded it -> blocks.add(it.block());
        case SettlementEvent.SettlementRecorded it -> parts.add(it);
        case Object it ->
            throw new IllegalStateException(
                "place %d is no part of a result: %s".formatted(row.place(), it));
      }
    }
    return new Unpacked(
        closed.period(),
        closed.blocks(),
        RunBlock.join(period, blocks),
        parts.isEmpty() ? null : SettlementText.read(period, parts),
        parts.isEmpty() ? 0 : parts.getFirst().rules());
  }

  /**
   * The version of the calculation that a period was closed with.
   *
   * @throws IllegalStateException if its cut-off is not where the close says
   */
  public int calculation(PeriodEvent.PeriodClosed closed) {
    if (reader.at(closed.cutOff()).event() instanceof PeriodEvent.CutOffTaken taken
        && taken.runId().equals(closed.runId())) {
      return taken.calculation();
    }
    throw new IllegalStateException(
        "place %d of the log is not the cut-off of run %s, which closed %s"
            .formatted(closed.cutOff(), closed.runId(), closed.period()));
  }

  private List<LogReader.Stored> stored(String runId) {
    var rows = new ArrayList<LogReader.Stored>();
    reader.stream(stream(runId), rows::add);
    return rows;
  }

  private static String stream(String runId) {
    return "run/" + runId;
  }

  /**
   * What stands for a part in the event of its close, which every party may read: a plain digest,
   * as older closes have, would let each find out by trying what another earned.
   */
  private String sealed(byte[] payload) {
    return KEYED + key.hashOfResult(payload);
  }
}
