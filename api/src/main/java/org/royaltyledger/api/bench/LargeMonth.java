package org.royaltyledger.api.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/**
 * A month of a large catalogue with stated numbers: one offering, one licence for all assets, one
 * revenue row of the whole world, so that all of it is divided at once.
 *
 * <p>Usage goes round the assets, and within each asset round its keys and its listeners; lines
 * come in no order. What was really made is counted while it is written.
 */
public final class LargeMonth {

  static final String PERIOD = "2026-10";

  private static final int SHARES_EACH = 3;
  private static final String[] PERCENTS = {"50", "30", "20"};
  private static final String[] TERRITORIES = {"US", "DE", "JP", "GB", "FR", "SE", "BR", "NL"};
  private static final String[] USE_TYPES = {
    "OnDemandStream", "NonInteractiveStream", "PermanentDownload", "UserMakeAvailableLabelProvided"
  };
  private static final int DAYS = 31;
  private static final int MOST_KEYS_EACH = TERRITORIES.length * USE_TYPES.length * DAYS;

  /** No divisor of {@link #MOST_KEYS_EACH}: so many steps come to each key of an asset once. */
  private static final int KEY_STEP = 397;

  /** Assets of a listener, on average. */
  private static final int ASSETS_HEARD = 20;

  private static final long MOST_PAIRS = 10_000_000;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int SECONDS_OF_DAY = 86_400;

  /**
   * How much of everything.
   *
   * @param keys distinct (asset, territory, use type, day)
   * @param splits rows of shares; each asset has three
   * @param pairs distinct (listener, asset)
   */
  public record Size(
      long usages, int keys, int parties, int splits, int pairs, Licence.Allocation allocation) {

    /**
     * @throws Refused BAD_INPUT if there is no such month
     */
    public Size {
      require(parties > SHARES_EACH, "parties", parties, "more than " + SHARES_EACH);
      require(splits >= 1, "splits", splits, "at least 1");
      int assets = Math.ceilDiv(splits, SHARES_EACH);
      require(
          keys >= assets && keys <= (long) assets * MOST_KEYS_EACH,
          "keys",
          keys,
          "%d to %d, as there are %d assets of 3 splits each"
              .formatted(assets, (long) assets * MOST_KEYS_EACH, assets));
      require(pairs >= assets, "pairs", pairs, "at least %d, one for each asset".formatted(assets));
      long rounds = Math.max(Math.ceilDiv(keys, assets), Math.ceilDiv(pairs, assets));
      require(
          usages >= rounds * assets,
          "usages",
          usages,
          "at least %d, so that each key and each pair comes".formatted(rounds * assets));
    }

    private static void require(boolean holds, String name, long value, String rule) {
      if (!holds) {
        throw new Refused(
            Refused.Code.BAD_INPUT, "%s '%d' cannot be: give %s".formatted(name, value, rule));
      }
    }

    /** As many as there are usages for, and no more than a month is measured with. */
    public static int pairs(long usages, int splits) {
      int assets = Math.ceilDiv(Math.max(1, splits), SHARES_EACH);
      return (int) Math.min(MOST_PAIRS, Math.max(1, usages / assets) * assets);
    }

    int assets() {
      return Math.ceilDiv(splits, SHARES_EACH);
    }

    int listeners() {
      int most = Math.ceilDiv(pairs, assets());
      int some = Math.max(most, pairs / ASSETS_HEARD);
      return some % 2 == 0 ? some + 1 : some; // steps of a power of two come round to all of them
    }
  }

  /** What stands in the files. */
  record Made(long usages, int keys, int pairs, int listeners) {}

  private final Size size;
  private final Path folder;
  private final Period period;
  private final long firstId;

  private LargeMonth(Size size, Path folder, Period period, long firstId) {
    this.size = size;
    this.folder = folder;
    this.period = period;
    this.firstId = firstId;
  }

  static Made write(Path folder, Size size) throws IOException {
    return write(folder, size, Period.parse(PERIOD), 0);
  }

  /**
   * Another month than the usual one.
   *
   * @param firstId that no month with ids in common was written with, give or take its usages
   */
  static Made write(Path folder, Size size, Period period, long firstId) throws IOException {
    Files.createDirectories(folder);
    var month = new LargeMonth(size, folder, period, firstId);
    month.facts();
    return month.usages();
  }

  private interface Rows {
    void writeTo(BufferedWriter out) throws IOException;
  }

  private void file(String name, Rows rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
      rows.writeTo(out);
    }
  }

  private void facts() throws IOException {
    file(
        "parties.csv",
        out -> {
          out.write("partyId,kind\nsociety,SOCIETY\n");
          for (int i = 0; i < size.parties() - 1; i++) {
            out.write(party(i) + ",ARTIST\n");
          }
        });
    file(
        "memberships.csv",
        out -> {
          out.write("partyId,memberOf,from\n");
          for (int i = 0; i < labels(); i++) {
            out.write(party(i) + ",society,2026-01-01\n");
          }
        });
    file("offerings.csv", out -> out.write("offering,scope\nlarge,PLAY\n"));
    file(
        "assets.csv",
        out -> {
          out.write("assetId,kind,controller\n");
          for (int i = 0; i < size.assets(); i++) {
            out.write(asset(i) + ",RECORDING," + party(i % labels()) + "\n");
          }
        });
    file("splits.csv", this::splits);
    file(
        "licences.json",
        out ->
            out.write(
                """
                [{"licenceId":"society","licensor":"society","offering":"large",
                  "useTypes":["%s"],"territories":["Worldwide"],"assets":"*","modelVersions":"*",
                  "from":"2026-01-01","base":"SHARE",
                  "parts":[{"terms":{"percentOf":["netRevenue","65"]},"allocation":"%s"}]}]
                """
                    .formatted(String.join("\",\"", USE_TYPES), size.allocation())));
    file(
        "consents.csv",
        out -> {
          out.write("partyId,assetId,scope,from,decision\n");
          for (int i = 0; i < labels(); i++) {
            out.write(party(i) + ",*,PLAY,2026-01-01,OPT_IN\n");
          }
        });
    file(
        "revenue.csv",
        out ->
            out.write(
                "period,offering,territory,currency,netRevenue\n%s,large,Worldwide,EUR,%d.00\n"
                    .formatted(period, Math.max(1, size.usages() / 200))));
  }

  /** Of each asset three different parties; the last one may have fewer. */
  private void splits(BufferedWriter out) throws IOException {
    out.write("assetId,territory,partyId,share,from\n");
    for (int row = 0; row < size.splits(); ) {
      int asset = row / SHARES_EACH;
      int shares = Math.min(SHARES_EACH, size.splits() - row);
      int first = (int) below(asset, size.parties() - 1);
      for (int i = 0; i < shares; i++, row++) {
        String percent = shares == SHARES_EACH ? PERCENTS[i] : shares == 1 ? "100" : "50";
        out.write(
            asset(asset)
                + ",Worldwide,"
                + (i == 0 && asset % size.parties() == 0
                    ? "society"
                    : party((first + i) % (size.parties() - 1)))
                + ","
                + percent
                + ",2026-01-01\n");
      }
    }
  }

  private Made usages() throws IOException {
    var keys = new BitSet(size.keys());
    var pairs = new BitSet(size.pairs());
    file(
        "usages.ndjson",
        out -> {
          var line = new StringBuilder();
          long step = coprime(size.usages());
          for (long i = 0; i < size.usages(); i++) {
            line.setLength(0);
            usage(line, i, Math.floorMod(Math.multiplyExact(i, step), size.usages()), keys, pairs);
            out.append(line);
          }
        });
    return new Made(size.usages(), keys.cardinality(), pairs.cardinality(), size.listeners());
  }

  /**
   * @param turn decides all of it: asset by asset, round by round
   */
  private void usage(StringBuilder line, long id, long turn, BitSet keys, BitSet pairs) {
    int assets = size.assets();
    int asset = (int) (turn % assets);
    long round = turn / assets;
    int keysHere = part(size.keys(), assets, asset);
    int key = (int) (round % keysHere);
    int at = (int) ((below(asset, MOST_KEYS_EACH) + (long) key * KEY_STEP) % MOST_KEYS_EACH);
    int pairsHere = part(size.pairs(), assets, asset);
    int pair = (int) (round % pairsHere);
    long listener = (below(-asset, size.listeners()) + ((long) pair << 16)) % size.listeners();
    keys.set(before(size.keys(), assets, asset) + key);
    pairs.set(before(size.pairs(), assets, asset) + pair);
    int day = Math.min(at % DAYS + 1, period.lastDay().getDayOfMonth());
    int second = (int) below(firstId + id, SECONDS_OF_DAY);
    line.append("{\"usageId\":\"u-").append(Long.toUnsignedString(mixed(firstId + id), 36));
    line.append("\",\"usedAt\":\"").append(period).append('-');
    two(line, day).append('T');
    two(line, second / 3_600).append(':');
    two(line, second / 60 % 60).append(':');
    two(line, second % 60).append("Z\",\"useType\":\"");
    line.append(USE_TYPES[at / DAYS % USE_TYPES.length]);
    line.append("\",\"offering\":\"large\",\"territory\":\"");
    line.append(TERRITORIES[at / DAYS / USE_TYPES.length]);
    line.append("\",\"listener\":\"l-").append(listener);
    line.append("\",\"quantity\":").append(1 + below(turn, 5));
    line.append(",\"contributions\":[{\"asset\":\"").append(asset(asset));
    line.append("\",\"weight\":1}]}\n");
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** How many of {@code all} the one of {@code parts} has, if it is divided evenly. */
  private static int part(int all, int parts, int number) {
    return all / parts + (number < all % parts ? 1 : 0);
  }

  /** How many those before it have. */
  private static int before(int all, int parts, int number) {
    return all / parts * number + Math.min(number, all % parts);
  }

  private int labels() {
    return Math.clamp((size.parties() - 1) / 10, 1, 200);
  }

  static String party(int number) {
    return "p-" + number;
  }

  private static String asset(int number) {
    return "a-" + number;
  }

  /** Another for each number. */
  private static long mixed(long number) {
    long mixed = (number + 1) * MIX;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
    return mixed ^ (mixed >>> 32);
  }

  /** Some number from 0 on, another for each. */
  static long below(long number, int bound) {
    return Long.remainderUnsigned(mixed(number), bound);
  }

  /** About a third of it, so that neighbouring lines have little in common. */
  private static long coprime(long usages) {
    long step = usages / 3 + 1;
    while (!BigInteger.valueOf(step).gcd(BigInteger.valueOf(usages)).equals(BigInteger.ONE)) {
      step++;
    }
    return step;
  }
}
