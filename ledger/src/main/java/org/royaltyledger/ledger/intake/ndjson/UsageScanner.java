package org.royaltyledger.ledger.intake.ndjson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Weight;

/**
 * Reads the lines that nearly all lines are: ASCII without escapes, known fields once each, plain
 * numbers. It says no to every other line, good or bad, and {@link UsageJson} reads that one;
 * UsageLineParserTest holds that both read the same.
 */
final class UsageScanner {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long SLASHES = '\\' * ONES;
  private static final long DELETES = 0x7F * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final ContainsAi[] DISCLOSURES = ContainsAi.values();
  private static final int LONGEST_CODE = 64;
  private static final int DECIMALS = 12;
  private static final int MOST_DIGITS = 13;
  private static final int TIME = 20;
  private static final long DAY = 86_400;
  private static final long[] TENS = new long[DECIMALS + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i <= DECIMALS; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private static final long USAGE_ID = head("usageId");
  private static final long USED_AT = head("usedAt");
  private static final long USE_TYPE = head("useType");
  private static final long OFFERING = head("offering");
  private static final long TERRITORY = head("territory");
  private static final long LISTENER = head("listener");
  private static final long QUANTITY = head("quantity");
  private static final long MODEL_VERSION = head("modelVersion");
  private static final long MODEL_VERSION_TAIL = tail("modelVersion");
  private static final long CONTAINS_AI = head("containsAI");
  private static final long CONTAINS_AI_TAIL = tail("containsAI");
  private static final long CONTRIBUTIONS = head("contributions");
  private static final long CONTRIBUTIONS_TAIL = tail("contributions");
  private static final long OUTPUT = head("output");
  private static final long ATTRIBUTION = head("attribution");
  private static final long ATTRIBUTION_TAIL = tail("attribution");
  private static final long TERRITORY_TAIL = tail("territory");
  private static final long ASSET = head("asset");
  private static final long PARTY = head("party");
  private static final long ROLE = head("role");
  private static final long WEIGHT = head("weight");
  private static final long PROVIDER = head("provider");
  private static final long METHOD = head("method");
  private static final long VERSION = head("version");
  private static final long CONFIDENCE = head("confidence");
  private static final long CONFIDENCE_TAIL = tail("confidence");

  private static final int WORD_BITS = 14;

  /** The words read lately, each at the place of its hash, with their first and last bytes. */
  private final String[] words = new String[1 << WORD_BITS];

  private final long[] ends = new long[2 << WORD_BITS];

  private byte[] in = new byte[0];
  private int at;
  private int end;

  /** The text read last, without its quotes. */
  private int begin;

  private int length;

  UsageScanner() {
    Arrays.fill(words, "");
  }

  /**
   * @return whether it could read the line; else the draft holds anything
   */
  boolean read(byte[] bytes, int from, int to, UsageDraft draft) {
    in = bytes;
    at = from;
    end = to;
    return usage(draft) && atEnd();
  }

  private boolean usage(UsageDraft draft) {
    if (!is('{')) {
      return false;
    }
    int seen = 0;
    do {
      UsageField field = text() ? usageField() : null;
      if (field == null || (seen & field.bit) != 0 || !is(':') || !value(field, draft)) {
        return false;
      }
      seen |= field.bit;
    } while (is(','));
    return is('}');
  }

  private boolean value(UsageField field, UsageDraft draft) {
    return switch (field) {
      case USAGE_ID -> (draft.usageId = code()) != null;
      case USED_AT -> time(draft);
      case USE_TYPE -> (draft.useType = word()) != null;
      case OFFERING -> (draft.offering = word()) != null;
      case TERRITORY -> (draft.territory = word()) != null;
      case LISTENER -> (draft.listener = code()) != null;
      case QUANTITY -> (draft.quantity = quantity()) > 0;
      case MODEL_VERSION -> (draft.modelVersion = word()) != null;
      case CONTAINS_AI -> (draft.containsAi = containsAi()) != null;
      case CONTRIBUTIONS -> contributions(draft);
      case OUTPUT -> (draft.output = word()) != null;
      case ATTRIBUTION -> attribution(draft);
      default -> false;
    };
  }

  private boolean contributions(UsageDraft draft) {
    if (!is('[')) {
      return false;
    }
    do {
      if (draft.contributions == UsageDraft.MOST_CONTRIBUTIONS || !contribution(draft)) {
        return false;
      }
    } while (is(','));
    return is(']');
  }

  private boolean contribution(UsageDraft draft) {
    if (!is('{')) {
      return false;
    }
    int index = draft.contributions++;
    draft.role[index] = "";
    int seen = 0;
    do {
      UsageField field = text() ? contributionField() : null;
      if (field == null || (seen & field.bit) != 0 || !is(':')) {
        return false;
      }
      seen |= field.bit;
      if (field == UsageField.WEIGHT) {
        long weight = weight();
        if (weight < 0) {
          return false;
        }
        draft.given[index] = weight;
      } else {
        String word = word();
        if (word == null) {
          return false;
        }
        (field == UsageField.ROLE ? draft.role : draft.target)[index] = word;
      }
    } while (is(','));
    boolean asset = (seen & UsageField.ASSET.bit) != 0;
    boolean party = (seen & UsageField.PARTY.bit) != 0;
    draft.byParty[index] = party;
    return asset != party && (seen & UsageField.WEIGHT.bit) != 0 && is('}');
  }

  private boolean attribution(UsageDraft draft) {
    if (!is('{')) {
      return false;
    }
    int seen = 0;
    do {
      UsageField field = text() ? attributionField() : null;
      if (field == null || (seen & field.bit) != 0 || !is(':')) {
        return false;
      }
      seen |= field.bit;
      boolean read =
          switch (field) {
            case PROVIDER -> (draft.provider = word()) != null;
            case METHOD -> (draft.method = word()) != null;
            case VERSION -> (draft.version = word()) != null;
            case CONFIDENCE -> (draft.confidence = confidence()) != null;
            default -> false;
          };
      if (!read) {
        return false;
      }
    } while (is(','));
    return is('}');
  }

  private @Nullable UsageField usageField() {
    if (begin + Long.BYTES > in.length) {
      return null;
    }
    long head = headOf();
    return switch (length) {
      case 6 -> head == USED_AT ? UsageField.USED_AT : head == OUTPUT ? UsageField.OUTPUT : null;
      case 7 ->
          head == USAGE_ID ? UsageField.USAGE_ID : head == USE_TYPE ? UsageField.USE_TYPE : null;
      case 8 ->
          head == OFFERING
              ? UsageField.OFFERING
              : head == LISTENER
                  ? UsageField.LISTENER
                  : head == QUANTITY ? UsageField.QUANTITY : null;
      case 9 -> both(head, TERRITORY, TERRITORY_TAIL) ? UsageField.TERRITORY : null;
      case 10 -> both(head, CONTAINS_AI, CONTAINS_AI_TAIL) ? UsageField.CONTAINS_AI : null;
      case 11 -> both(head, ATTRIBUTION, ATTRIBUTION_TAIL) ? UsageField.ATTRIBUTION : null;
      case 12 -> both(head, MODEL_VERSION, MODEL_VERSION_TAIL) ? UsageField.MODEL_VERSION : null;
      case 13 -> both(head, CONTRIBUTIONS, CONTRIBUTIONS_TAIL) ? UsageField.CONTRIBUTIONS : null;
      default -> null;
    };
  }

  private @Nullable UsageField contributionField() {
    if (begin + Long.BYTES > in.length) {
      return null;
    }
    long head = headOf();
    return switch (length) {
      case 4 -> head == ROLE ? UsageField.ROLE : null;
      case 5 -> head == ASSET ? UsageField.ASSET : head == PARTY ? UsageField.PARTY : null;
      case 6 -> head == WEIGHT ? UsageField.WEIGHT : null;
      default -> null;
    };
  }

  private @Nullable UsageField attributionField() {
    if (begin + Long.BYTES > in.length) {
      return null;
    }
    long head = headOf();
    return switch (length) {
      case 6 -> head == METHOD ? UsageField.METHOD : null;
      case 7 -> head == VERSION ? UsageField.VERSION : null;
      case 8 -> head == PROVIDER ? UsageField.PROVIDER : null;
      case 10 -> both(head, CONFIDENCE, CONFIDENCE_TAIL) ? UsageField.CONFIDENCE : null;
      default -> null;
    };
  }

  /** The first eight bytes of the text, zeros where it is shorter. */
  private long headOf() {
    long head = (long) EIGHT.get(in, begin);
    return length < Long.BYTES ? head & ((1L << (length * 8)) - 1) : head;
  }

  private boolean both(long head, long wantedHead, long wantedTail) {
    return head == wantedHead && (long) EIGHT.get(in, begin + length - Long.BYTES) == wantedTail;
  }

  /** Reads a string of printable ASCII without escapes. */
  private boolean text() {
    if (!is('"')) {
      return false;
    }
    begin = at;
    byte[] from = in;
    int place = at;
    for (int last = from.length - Long.BYTES; place <= last; place += Long.BYTES) {
      long eight = (long) EIGHT.get(from, place);
      // The lowest mark is exact: a borrow can only raise false ones above a true one.
      long marks =
          (zeros(eight ^ QUOTES)
                  | zeros(eight ^ SLASHES)
                  | zeros(eight ^ DELETES)
                  | (eight - SPACES)
                  | eight)
              & HIGHS;
      if (marks != 0) {
        place += Long.numberOfTrailingZeros(marks) >>> 3;
        return endText(place);
      }
    }
    while (place < end
        && from[place] >= ' '
        && from[place] != 0x7F
        && from[place] != '"'
        && from[place] != '\\') {
      place++;
    }
    return endText(place);
  }

  private boolean endText(int place) {
    if (place >= end || in[place] != '"') {
      return false;
    }
    length = place - begin;
    at = place + 1;
    return true;
  }

  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  /** A text of its own. */
  private @Nullable String code() {
    if (!text() || length == 0 || length > LONGEST_CODE) {
      return null;
    }
    return new String(in, begin, length, ISO_8859_1);
  }

  /** A text that is likely to come again, as the same string then. */
  private @Nullable String word() {
    return !text() || length == 0 || length > LONGEST_CODE ? null : kept();
  }

  private String kept() {
    byte[] from = in;
    int first = begin;
    int size = length;
    if (first + Long.BYTES > from.length) {
      return new String(from, first, size, ISO_8859_1);
    }
    long head = headOf();
    long tail = tailOf();
    long hash = ((head ^ size) * MIX ^ tail) * MIX;
    for (int place = Long.BYTES; place < size - Long.BYTES; place += Long.BYTES) {
      hash = (hash ^ (long) EIGHT.get(from, first + place)) * MIX;
    }
    int slot = (int) (hash >>> (Long.SIZE - WORD_BITS));
    if (ends[2 * slot] == head && ends[2 * slot + 1] == tail) {
      String known = words[slot];
      // Of 16 and more, the ends may be those of a longer word as well.
      if (size < 2 * Long.BYTES || sameInside(known)) {
        return known;
      }
    }
    String word = new String(from, first, size, ISO_8859_1);
    ends[2 * slot] = head;
    ends[2 * slot + 1] = tail;
    words[slot] = word;
    return word;
  }

  /** Whether the length is the same, and what stands between the first and the last eight bytes. */
  private boolean sameInside(String known) {
    if (known.length() != length) {
      return false;
    }
    for (int i = Long.BYTES; i < length - Long.BYTES; i++) {
      if (known.charAt(i) != in[begin + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The last eight bytes of the text, of a shorter one than 16 those behind the first eight: zeros
   * where there are none, so that with {@link #headOf} it tells a text of less than 16, no byte of
   * which is 0, from every other.
   */
  private long tailOf() {
    if (length <= Long.BYTES) {
      return 0;
    }
    long tail = (long) EIGHT.get(in, begin + length - Long.BYTES);
    return length < 2 * Long.BYTES ? tail >>> (8 * (2 * Long.BYTES - length)) : tail;
  }

  private @Nullable ContainsAi containsAi() {
    String word = word();
    if (word == null) {
      return null;
    }
    for (ContainsAi value : DISCLOSURES) {
      if (value.written().equals(word)) {
        return value;
      }
    }
    return null;
  }

  /**
   * @return -1 if it is written in another way than 1 or 0.5
   */
  private long weight() {
    space();
    if (at + 1 >= end) {
      return -1;
    }
    byte whole = in[at++];
    if (whole == '1') {
      return Weight.ONE;
    }
    if (whole != '0') {
      return -1;
    }
    if (in[at] != '.') {
      return 0;
    }
    at++;
    int first = at;
    long value = 0;
    for (; at < end && isDigit(in[at]); at++) {
      if (at - first == DECIMALS) {
        return -1;
      }
      value = value * 10 + in[at] - '0';
    }
    return at == first ? -1 : value * TENS[DECIMALS - (at - first)];
  }

  private @Nullable String confidence() {
    space();
    begin = at;
    long value = weight();
    length = at - begin;
    boolean plain = length == 1 || in[at - 1] != '0';
    return value >= 0 && plain ? kept() : null;
  }

  private long quantity() {
    space();
    int first = at;
    long value = 0;
    for (; at < end && isDigit(in[at]); at++) {
      if (at - first == MOST_DIGITS) {
        return -1;
      }
      value = value * 10 + in[at] - '0';
    }
    return at == first || in[first] == '0' || value > Weight.ONE ? -1 : value;
  }

  private boolean time(UsageDraft draft) {
    if (!text()) {
      return false;
    }
    if (length == TIME && wholeSecond(draft)) {
      return true;
    }
    try {
      UsageTime time = UsageTime.parse(new String(in, begin, length, ISO_8859_1));
      draft.second = time.second();
      draft.nano = time.nano();
      draft.hasTime = true;
      return true;
    } catch (UsageReject e) {
      return false;
    }
  }

  /** Exactly {@code 2026-10-03T12:00:00Z}. */
  private boolean wholeSecond(UsageDraft draft) {
    int b = begin;
    byte[] text = in;
    int year = two(b) * 100 + two(b + 2);
    int month = two(b + 5);
    int day = two(b + 8);
    int hour = two(b + 11);
    int minute = two(b + 14);
    int second = two(b + 17);
    if ((year | month | day | hour | minute | second) < 0
        || text[b + 4] != '-'
        || text[b + 7] != '-'
        || text[b + 10] != 'T'
        || text[b + 13] != ':'
        || text[b + 16] != ':'
        || text[b + 19] != 'Z'
        || year < 1970
        || month < 1
        || month > 12
        || day < 1
        || day > UsageTime.daysOf(year, month)
        || hour > 23
        || minute > 59
        || second > 59) {
      return false;
    }
    draft.second =
        UsageTime.epochDay(year, month, day) * DAY + hour * 3600L + minute * 60L + second;
    draft.nano = 0;
    draft.hasTime = true;
    return true;
  }

  /** Two digits; far below 0 if they are none. */
  private int two(int place) {
    byte tens = in[place];
    byte ones = in[place + 1];
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -10_000;
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private boolean is(char sign) {
    space();
    if (at < end && in[at] == sign) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < end && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
  }

  private boolean atEnd() {
    space();
    return at == end;
  }

  private static long head(String name) {
    byte[] eight = Arrays.copyOf(name.getBytes(ISO_8859_1), Long.BYTES);
    return (long) EIGHT.get(eight, 0);
  }

  private static long tail(String name) {
    return head(name.substring(name.length() - Long.BYTES));
  }
}
