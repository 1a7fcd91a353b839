package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What the fold needs of one block of usages: short, whatever the block holds.
 *
 * @param stream that its content names
 * @param contents what its leaf says of it
 * @param ids the first 16 bytes of the SHA-256 of each usage id, as two numbers
 * @param repeats places and rows of usages that came again
 * @param totals by offering, territory, month and use type
 * @param months how many usages each month has
 * @param seeks whether a word of it names an asset by codes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UsageBlock(
    int size,
    String stream,
    byte[] contents,
    long[] ids,
    long[] repeats,
    Map<List<String>, long[]> totals,
    Map<String, Long> months,
    boolean seeks) {

  private static final Schema SCHEMA = Packed.schema("usage-block-1");
  private static final int SALT_KEY = 32;
  private static final long SECONDS_A_DAY = 86_400;
  private static final long MOST = 1_000_000_000_000L;

  /**
   * @throws IllegalArgumentException if no program of ours wrote it
   */
  static UsageBlock of(byte[] stored, byte[] storeKey) throws IOException {
    Packed packed = Packed.of(stored, SALT_KEY);
    if (!packed.isOf(SCHEMA)) {
      throw new IllegalArgumentException("a block of a schema that is not known");
    }
    var columns = new Columns(packed.datum());
    Map<List<String>, long[]> totals = new HashMap<>();
    Map<String, Long> months = new TreeMap<>();
    add(columns, totals, months);
    boolean seeks = false;
    for (byte[] word : columns.words) {
      for (byte it : word) {
        seeks |= it == '\t';
      }
    }
    return new UsageBlock(
        columns.size(),
        "usages/" + Sha.hex(Sha.mac(storeKey, packed.fingerprint(), packed.datum())),
        UsageTree.contents(packed.between(), columns),
        ids(columns),
        columns.repeats,
        totals,
        months,
        seeks);
  }

  private static long[] ids(Columns columns) {
    long[] ids = new long[2 * columns.size()];
    MessageDigest sha = Sha.digest();
    for (int row = 0; row < columns.size(); row++) {
      ByteBuffer hash = ByteBuffer.wrap(sha.digest(columns.usageId[row]));
      ids[2 * row] = hash.getLong();
      ids[2 * row + 1] = hash.getLong();
    }
    return ids;
  }

  /** Where a sum belongs: the places of words, and a day. */
  private record Key(long offering, long territory, long useType, long day) {}

  private static void add(
      Columns columns, Map<List<String>, long[]> totals, Map<String, Long> months) {
    Map<Key, long[]> sums = new HashMap<>();
    Key before = null;
    long[] sum = new long[2];
    for (int row = 0; row < columns.size(); row++) {
      long quantity = Columns.at(columns.quantity, row);
      if (quantity < 1 || quantity > MOST) {
        throw new IllegalArgumentException("a usage of quantity %d".formatted(quantity));
      }
      var key =
          new Key(
              Columns.at(columns.ofWords[Columns.OFFERING], row),
              Columns.at(columns.ofWords[Columns.TERRITORY], row),
              Columns.at(columns.ofWords[Columns.USE_TYPE], row),
              Math.floorDiv(Columns.at(columns.second, row), SECONDS_A_DAY));
      if (!key.equals(before)) {
        sum = sums.computeIfAbsent(key, _ -> new long[2]);
        before = key;
      }
      sum[0]++;
      sum[1] += quantity;
    }
    List<String> words = new ArrayList<>();
    for (byte[] it : columns.words) {
      words.add(new String(it, UTF_8));
    }
    sums.forEach(
        (key, some) -> {
          String month = YearMonth.from(LocalDate.ofEpochDay(key.day)).toString();
          months.merge(month, some[0], Long::sum);
          long[] total =
              totals.computeIfAbsent(
                  List.of(
                      words.get((int) key.offering),
                      words.get((int) key.territory),
                      month,
                      words.get((int) key.useType)),
                  _ -> new long[2]);
          total[0] += some[0];
          total[1] += some[1];
        });
  }
}
