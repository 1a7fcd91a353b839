package org.royaltyledger.ledger.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.ContainsAi;

/**
 * Up to {@value #MOST} usages by columns, as one event holds them.
 *
 * <p>A row is a usage, in the order of arrival; its contributions are {@link #firstContribution} to
 * {@link #endContribution}, the latter exclusive. Texts stand once in the block's own dictionary:
 * columns hold the place of a word, {@link #ABSENT} without one. Weights are in trillionths.
 */
public final class UsageBlock {

  /** The most usages in a block. */
  public static final int MOST = 8_192;

  /**
   * A builder with this many contributions is full, whatever its usages: bounds a block's memory.
   */
  public static final int MANY_CONTRIBUTIONS = 65_536;

  /** The place of a word that is not there. */
  public static final int ABSENT = -1;

  private static final long SECONDS_A_DAY = 86_400;

  final String[] words;
  final String[] usageId;
  final long[] second;
  final int[] nano;
  final int[] useType;
  final int[] offering;
  final int[] territory;
  final int[] listener;
  final long[] quantity;
  final int[] modelVersion;
  final int[] containsAi;
  final int[] output;
  final int[] provider;
  final int[] method;
  final int[] version;
  final int[] confidence;
  final int[] firstContribution;
  final boolean[] byParty;
  final int[] target;
  final int[] role;
  final long[] given;
  final long[] used;
  final List<Address> repeats;

  /**
   * Where a usage stands for ever.
   *
   * @param place the place of its block in the log
   * @param row its row in the block, from 0
   */
  public record Address(long place, int row) {}

  UsageBlock(
      String[] words,
      String[] usageId,
      long[] second,
      int[] nano,
      int[] useType,
      int[] offering,
      int[] territory,
      int[] listener,
      long[] quantity,
      int[] modelVersion,
      int[] containsAi,
      int[] output,
      int[] provider,
      int[] method,
      int[] version,
      int[] confidence,
      int[] firstContribution,
      boolean[] byParty,
      int[] target,
      int[] role,
      long[] given,
      long[] used,
      List<Address> repeats) {
    this.words = words;
    this.usageId = usageId;
    this.second = second;
    this.nano = nano;
    this.useType = useType;
    this.offering = offering;
    this.territory = territory;
    this.listener = listener;
    this.quantity = quantity;
    this.modelVersion = modelVersion;
    this.containsAi = containsAi;
    this.output = output;
    this.provider = provider;
    this.method = method;
    this.version = version;
    this.confidence = confidence;
    this.firstContribution = firstContribution;
    this.byParty = byParty;
    this.target = target;
    this.role = role;
    this.given = given;
    this.used = used;
    this.repeats = List.copyOf(repeats);
  }

  /**
   * A block as its bare columns, for the codec: the block's own arrays, never to be changed.
   *
   * @param second since 1970-01-01T00:00:00Z
   * @param firstContribution one more than usages: the last is the number of contributions
   * @param given in trillionths, as it came
   * @param used in trillionths, as it counts
   */
  @SuppressWarnings("ArrayRecordComponent") // a view, never compared
  public record Columns(
      String[] words,
      String[] usageId,
      long[] second,
      int[] nano,
      int[] useType,
      int[] offering,
      int[] territory,
      int[] listener,
      long[] quantity,
      int[] modelVersion,
      int[] containsAi,
      int[] output,
      int[] provider,
      int[] method,
      int[] version,
      int[] confidence,
      int[] firstContribution,
      boolean[] byParty,
      int[] target,
      int[] role,
      long[] given,
      long[] used,
      List<Address> repeats) {}

  public Columns columns() {
    return new Columns(
        words,
        usageId,
        second,
        nano,
        useType,
        offering,
        territory,
        listener,
        quantity,
        modelVersion,
        containsAi,
        output,
        provider,
        method,
        version,
        confidence,
        firstContribution,
        byParty,
        target,
        role,
        given,
        used,
        repeats);
  }

  /**
   * The block of these columns, which it keeps.
   *
   * @throws IllegalArgumentException if the columns do not fit together or leave their ranges
   */
  public static UsageBlock of(Columns columns) {
    ColumnCheck.check(columns);
    return new UsageBlock(
        columns.words,
        columns.usageId,
        columns.second,
        columns.nano,
        columns.useType,
        columns.offering,
        columns.territory,
        columns.listener,
        columns.quantity,
        columns.modelVersion,
        columns.containsAi,
        columns.output,
        columns.provider,
        columns.method,
        columns.version,
        columns.confidence,
        columns.firstContribution,
        columns.byParty,
        columns.target,
        columns.role,
        columns.given,
        columns.used,
        columns.repeats);
  }

  /** How many usages. */
  public int size() {
    return usageId.length;
  }

  /** How many contributions in all. */
  public int contributions() {
    return target.length;
  }

  /** How many words; their places run from 0. */
  public int wordCount() {
    return words.length;
  }

  public String word(int place) {
    return words[place];
  }

  public @Nullable String wordOrNull(int place) {
    return place == ABSENT ? null : words[place];
  }

  public String usageId(int row) {
    return usageId[row];
  }

  /** When it was used, in seconds since 1970-01-01T00:00:00Z. */
  public long second(int row) {
    return second[row];
  }

  public int nano(int row) {
    return nano[row];
  }

  /** The UTC day of use, in days since 1970-01-01. */
  public long day(int row) {
    return Math.floorDiv(second[row], SECONDS_A_DAY);
  }

  public LocalDate usedOn(int row) {
    return LocalDate.ofEpochDay(day(row));
  }

  public int useType(int row) {
    return useType[row];
  }

  public int offering(int row) {
    return offering[row];
  }

  public int territory(int row) {
    return territory[row];
  }

  public int listener(int row) {
    return listener[row];
  }

  /** 1 to 10^12. */
  public long quantity(int row) {
    return quantity[row];
  }

  public int modelVersion(int row) {
    return modelVersion[row];
  }

  public @Nullable ContainsAi containsAi(int row) {
    return containsAi[row] == ABSENT ? null : ContainsAi.parse(words[containsAi[row]]);
  }

  public int output(int row) {
    return output[row];
  }

  public int confidence(int row) {
    return confidence[row];
  }

  public Attribution attribution(int row) {
    return new Attribution(
        wordOrNull(provider[row]),
        wordOrNull(method[row]),
        wordOrNull(version[row]),
        wordOrNull(confidence[row]));
  }

  public int firstContribution(int row) {
    return firstContribution[row];
  }

  public int endContribution(int row) {
    return firstContribution[row + 1];
  }

  /** Whether the contribution names a party, not an asset. */
  public boolean byParty(int contribution) {
    return byParty[contribution];
  }

  public int target(int contribution) {
    return target[contribution];
  }

  public int role(int contribution) {
    return role[contribution];
  }

  /** The weight as it came. */
  public long given(int contribution) {
    return given[contribution];
  }

  /** The weight that counts: as given, or normalised. */
  public long used(int contribution) {
    return used[contribution];
  }

  /** Usages that came again with this block's; they count where they stand. */
  public List<Address> repeats() {
    return repeats;
  }

  /** Collects usages into a block. */
  public static final class Builder {

    private static final int RECENT = 1 << 10;

    private final Map<String, Integer> places = new HashMap<>(1024);
    private final List<String> words = new ArrayList<>(1024);
    private final @Nullable String[] recent = new String[RECENT];
    private final int[] recentPlace = new int[RECENT];
    private final List<Address> repeats = new ArrayList<>();
    private int size;
    private int contributions;
    private String[] usageId = new String[256];
    private long[] second = new long[256];
    private long[] quantity = new long[256];
    private int[][] columns = new int[12][256];
    private int[] firstContribution = new int[257];
    private boolean[] byParty = new boolean[512];
    private int[] target = new int[512];
    private int[] role = new int[512];
    private long[] given = new long[512];
    private long[] used = new long[512];

    public int size() {
      return size;
    }

    public boolean isFull() {
      return size >= MOST || contributions >= MANY_CONTRIBUTIONS;
    }

    /** The place of a word, {@link #ABSENT} for null. */
    public int place(@Nullable String word) {
      if (word == null) {
        return ABSENT;
      }
      int slot = word.hashCode() & (RECENT - 1);
      if (sameObject(recent[slot], word)) {
        return recentPlace[slot];
      }
      Integer place = places.get(word);
      if (place == null) {
        place = words.size();
        places.put(word, place);
        words.add(word);
      }
      recent[slot] = word;
      recentPlace[slot] = place;
      return place;
    }

    /** Parsers give the same string for a word that comes again: no need to compare it. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameObject(@Nullable String a, String b) {
      return a == b;
    }

    /** Begins a usage; its contributions follow by {@link #contribution}. */
    public Builder usage(
        String id,
        long atSecond,
        int atNano,
        String useType,
        String offering,
        String territory,
        @Nullable String listener,
        long quantityOf,
        @Nullable String modelVersion,
        @Nullable ContainsAi containsAi,
        @Nullable String output,
        Attribution attribution) {
      if (size == usageId.length) {
        int more = size * 2;
        usageId = Arrays.copyOf(usageId, more);
        second = Arrays.copyOf(second, more);
        quantity = Arrays.copyOf(quantity, more);
        firstContribution = Arrays.copyOf(firstContribution, more + 1);
        for (int i = 0; i < columns.length; i++) {
          columns[i] = Arrays.copyOf(columns[i], more);
        }
      }
      usageId[size] = id;
      second[size] = atSecond;
      quantity[size] = quantityOf;
      columns[0][size] = atNano;
      columns[1][size] = place(useType);
      columns[2][size] = place(offering);
      columns[3][size] = place(territory);
      columns[4][size] = place(listener);
      columns[5][size] = place(modelVersion);
      columns[6][size] = place(containsAi == null ? null : containsAi.written());
      columns[7][size] = place(output);
      columns[8][size] = place(attribution.provider());
      columns[9][size] = place(attribution.method());
      columns[10][size] = place(attribution.version());
      columns[11][size] = place(attribution.confidence());
      size++;
      firstContribution[size] = contributions;
      return this;
    }

    /** Adds a contribution to the usage begun last. */
    public Builder contribution(
        boolean ofParty, String targetCode, String roleName, long givenWeight, long usedWeight) {
      if (contributions == target.length) {
        int more = contributions * 2;
        byParty = Arrays.copyOf(byParty, more);
        target = Arrays.copyOf(target, more);
        role = Arrays.copyOf(role, more);
        given = Arrays.copyOf(given, more);
        used = Arrays.copyOf(used, more);
      }
      byParty[contributions] = ofParty;
      target[contributions] = place(targetCode);
      role[contributions] = place(roleName);
      given[contributions] = givenWeight;
      used[contributions] = usedWeight;
      contributions++;
      firstContribution[size] = contributions;
      return this;
    }

    /** Adds a row of another block. */
    public Builder copy(UsageBlock block, int row) {
      usage(
          block.usageId(row),
          block.second(row),
          block.nano(row),
          block.word(block.useType(row)),
          block.word(block.offering(row)),
          block.word(block.territory(row)),
          block.wordOrNull(block.listener(row)),
          block.quantity(row),
          block.wordOrNull(block.modelVersion(row)),
          block.containsAi(row),
          block.wordOrNull(block.output(row)),
          block.attribution(row));
      for (int c = block.firstContribution(row); c < block.endContribution(row); c++) {
        contribution(
            block.byParty(c),
            block.word(block.target(c)),
            block.word(block.role(c)),
            block.given(c),
            block.used(c));
      }
      return this;
    }

    /** Notes a usage that came again. */
    public Builder repeat(Address address) {
      repeats.add(address);
      return this;
    }

    public UsageBlock build() {
      return new UsageBlock(
          words.toArray(String[]::new),
          Arrays.copyOf(usageId, size),
          Arrays.copyOf(second, size),
          column(0),
          column(1),
          column(2),
          column(3),
          column(4),
          Arrays.copyOf(quantity, size),
          column(5),
          column(6),
          column(7),
          column(8),
          column(9),
          column(10),
          column(11),
          Arrays.copyOf(firstContribution, size + 1),
          Arrays.copyOf(byParty, contributions),
          Arrays.copyOf(target, contributions),
          Arrays.copyOf(role, contributions),
          Arrays.copyOf(given, contributions),
          Arrays.copyOf(used, contributions),
          repeats);
    }

    private int[] column(int which) {
      return Arrays.copyOf(columns[which], size);
    }
  }
}
