package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which usage ids count and which came again: each id once in the log, and whatever came again says
 * truly where the first one stands.
 */
final class UsageIds implements AutoCloseable {

  static final String LINE = "deep-usage-ids";
  static final String DUPLICATES = "deep-duplicates";

  private final Findings findings;
  private final Sorted ids = new Sorted();
  private final Map<List<Long>, List<Claim>> claims = new HashMap<>();
  private long[] places = new long[64];
  private int[] sizes = new int[64];
  private int blocks;
  private long usages;
  private long repeats;
  private long conflicts;

  /** That an id came again, and where it stood. */
  private static final class Claim {
    private final long place;
    private final int number;
    private final long standsAt;
    private final long row;
    private boolean isTrue;

    Claim(long place, int number, long standsAt, long row) {
      this.place = place;
      this.number = number;
      this.standsAt = standsAt;
      this.row = row;
    }
  }

  UsageIds(Findings findings) {
    this.findings = findings;
    findings.line(LINE, "");
    findings.line(DUPLICATES, "");
  }

  long usages() {
    return usages;
  }

  void add(long place, UsageBlock block) throws IOException {
    if (blocks == places.length) {
      places = Arrays.copyOf(places, 2 * blocks);
      sizes = Arrays.copyOf(sizes, 2 * blocks);
    }
    places[blocks] = place;
    sizes[blocks++] = block.size();
    usages += block.size();
    for (int row = 0; row < block.size(); row++) {
      ids.add(block.ids()[2 * row], block.ids()[2 * row + 1], place, row);
    }
    long[] again = block.repeats();
    for (int i = 0; i < again.length; i += 2) {
      repeats++;
      int at = Arrays.binarySearch(places, 0, blocks, again[i]);
      if (at < 0 || again[i + 1] < 0 || again[i + 1] >= sizes[at]) {
        findings.add(
            DUPLICATES,
            Wrong.at(
                place,
                "the block at place %d says that a usage at place %d, row %d came again, and there is none"
                    .formatted(place, again[i], again[i + 1])));
      }
    }
  }

  void addConflict(long place, int number, String usageId, long standsAt, long row) {
    conflicts++;
    ByteBuffer hash = ByteBuffer.wrap(Sha.of(usageId.getBytes(UTF_8)));
    claims
        .computeIfAbsent(List.of(hash.getLong(), hash.getLong()), _ -> new ArrayList<>())
        .add(new Claim(place, number, standsAt, row));
  }

  /** What can be said once all blocks were added. */
  void end() throws IOException {
    long[] first = new long[4];
    ids.each(
        it -> {
          if (it[0] == first[0] && it[1] == first[1] && first[2] != 0) {
            findings.add(
                LINE,
                Wrong.at(
                    it[2],
                    "the usage at place %d, row %d has the id of that at place %d, row %d"
                        .formatted(it[2], it[3], first[2], first[3])));
          } else {
            System.arraycopy(it, 0, first, 0, first.length);
          }
          if (!claims.isEmpty()) {
            for (Claim claim : claims.getOrDefault(List.of(it[0], it[1]), List.of())) {
              claim.isTrue |= claim.standsAt == it[2] && claim.row == it[3] && it[2] <= claim.place;
            }
          }
        });
    claims
        .values()
        .forEach(
            some ->
                some.stream()
                    .filter(claim -> !claim.isTrue)
                    .forEach(
                        claim ->
                            findings.add(
                                DUPLICATES,
                                Wrong.at(
                                    claim.place,
                                    "conflict %d at place %d says that its id stands at place %d, row %d, and it does not"
                                        .formatted(
                                            claim.number,
                                            claim.place,
                                            claim.standsAt,
                                            claim.row)))));
    findings.line(LINE, "%d usages in %d blocks, each id once".formatted(usages, blocks));
    findings.line(
        DUPLICATES,
        "%d usages came again and %d with other content, each where the log says that its id stands"
            .formatted(repeats, conflicts));
  }

  @Override
  public void close() throws IOException {
    ids.close();
  }
}
