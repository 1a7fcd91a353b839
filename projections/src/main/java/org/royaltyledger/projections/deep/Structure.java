package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** The order of the log: dense places, each stream's own numbers from 0, each event once. */
final class Structure implements AutoCloseable {

  static final String LINE = "deep-places";

  private static final int MOST = 20;

  private final Findings findings;
  private final Sorted streams = new Sorted();
  private final Sorted identifiers = new Sorted();
  private long events;
  private long last;

  Structure(Findings findings) {
    this.findings = findings;
    findings.line(LINE, "");
  }

  long last() {
    return last;
  }

  long events() {
    return events;
  }

  void add(StoredEvent event) throws IOException {
    events++;
    if (event.place() < 1) {
      wrong(Wrong.at(event.place(), "place %d is before the first".formatted(event.place())));
    } else if (event.place() != last + 1) {
      wrong(
          Wrong.at(
              last + 1,
              last + 2 == event.place()
                  ? "place %d is missing".formatted(last + 1)
                  : "places %d to %d are missing".formatted(last + 1, event.place() - 1)));
    }
    last = Math.max(last, event.place());
    add(streams, event.stream(), event.place(), event.sequence());
    add(identifiers, event.identifier(), event.place(), 0);
  }

  private static void add(Sorted to, String text, long place, long number) throws IOException {
    ByteBuffer hash = ByteBuffer.wrap(Sha.of(text.getBytes(UTF_8)));
    to.add(hash.getLong(), hash.getLong(), place, number);
  }

  /** What can be said once all events were added. */
  void end(Store store) throws IOException, SQLException {
    long[] before = new long[4];
    long[] next = new long[1];
    streams.each(
        it -> {
          next[0] = it[0] == before[0] && it[1] == before[1] ? next[0] + 1 : 0;
          if (it[3] != next[0]) {
            wrong(
                Wrong.at(
                    it[2],
                    "the event at place %d is number %d of its stream, where %d is due"
                        .formatted(it[2], it[3], next[0])));
            next[0] = it[3];
          }
          System.arraycopy(it, 0, before, 0, before.length);
        });
    long[] earlier = new long[4];
    identifiers.each(
        it -> {
          if (it[0] == earlier[0] && it[1] == earlier[1] && earlier[2] != 0) {
            wrong(
                Wrong.at(
                    it[2],
                    "the event at place %d has the identifier of that at place %d"
                        .formatted(it[2], earlier[2])));
          }
          System.arraycopy(it, 0, earlier, 0, earlier.length);
        });
    long counted = store.number("select place from append_lock where id = 1");
    if (counted > last) {
      wrong(
          Wrong.at(
              last + 1, "the log ends at place %d, its counter says %d".formatted(last, counted)));
    } else if (counted < last) {
      wrong(
          Wrong.at(
              counted + 1,
              "place %d stands behind the end of the log, which its counter says is %d"
                  .formatted(counted + 1, counted)));
    }
    long[] told = new long[1];
    store.each(
        "select leaf.place from leaf where not exists (select 1 from log where log.place ="
            + " leaf.place) order by leaf.place",
        row -> {
          if (told[0]++ < MOST) {
            long place = row.getLong(1);
            wrong(Wrong.at(place, "there is a leaf of place %d and no event".formatted(place)));
          }
        });
    findings.line(
        LINE, "%d events, one at each place from 1, each stream in its order".formatted(events));
  }

  private void wrong(Wrong wrong) {
    findings.add(LINE, wrong);
  }

  @Override
  public void close() throws IOException {
    try (streams) {
      identifiers.close();
    }
  }
}
