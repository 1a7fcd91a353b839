package org.royaltyledger.ledger.intake.ndjson;

/**
 * RFC 3339, strictly: {@code 2026-10-03T12:00:00Z}, up to 9 decimals, {@code +02:00} counted out.
 */
final class UsageTime {

  private static final long DAY = 86_400;
  private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
  private static final int MOST_DECIMALS = 9;
  private static final int NANO_OF_LEAST = 1_000_000_000;

  private final String text;
  private int at;
  private long second;
  private int nano;

  private UsageTime(String text) {
    this.text = text;
  }

  /**
   * @throws UsageReject if it is no such time, or before 1970 or after 9999 in UTC
   */
  static UsageTime parse(String text) {
    UsageTime time = new UsageTime(text);
    time.parse();
    return time;
  }

  /** Since 1970-01-01T00:00:00Z. */
  long second() {
    return second;
  }

  int nano() {
    return nano;
  }

  private void parse() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    expect('T');
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    int secondOfMinute = digits(2);
    readFraction();
    long offset = offset();
    if (at != text.length()) {
      throw malformed();
    }
    if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      throw reject("is on a day that does not exist: correct it");
    }
    if (secondOfMinute == 60) {
      throw reject("has second 60: give a leap second as 59 or as the next minute's 00");
    }
    if (hour > 23 || minute > 59 || secondOfMinute > 59) {
      throw reject("is a time that does not exist: hours run to 23, minutes and seconds to 59");
    }
    second =
        epochDay(year, month, day) * DAY + hour * 3600L + minute * 60L + secondOfMinute - offset;
    if (second < 0 || second > LAST_SECOND) {
      throw reject("is outside the years 1970 to 9999 in UTC: correct it");
    }
  }

  private void readFraction() {
    if (at >= text.length() || text.charAt(at) != '.') {
      return;
    }
    at++;
    int scale = NANO_OF_LEAST;
    int begin = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (at - begin == MOST_DECIMALS) {
        throw reject("has more than 9 decimals of a second: round it to nanoseconds");
      }
      scale /= 10;
      nano += (text.charAt(at++) - '0') * scale;
    }
    if (at == begin) {
      throw malformed();
    }
  }

  /** In seconds, to be taken off. */
  private long offset() {
    char sign = at < text.length() ? text.charAt(at++) : ' ';
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw malformed();
    }
    int hours = digits(2);
    expect(':');
    int minutes = digits(2);
    if (hours > 23 || minutes > 59) {
      throw reject("has an offset beyond 23:59: correct it");
    }
    long offset = hours * 3600L + minutes * 60L;
    return sign == '-' ? -offset : offset;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw malformed();
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  /** The letter in either case. */
  private void expect(char letter) {
    if (at >= text.length() || (text.charAt(at) != letter && text.charAt(at) != (letter | 0x20))) {
      throw malformed();
    }
    at++;
  }

  private UsageReject malformed() {
    return reject("is not an RFC 3339 time with an offset: write it as 2026-10-03T12:00:00Z");
  }

  private UsageReject reject(String rule) {
    return new UsageReject("usedAt '%s' %s".formatted(UsageReject.shown(text), rule));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01, counted from March so that the leap day is the year's last. */
  static long epochDay(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int monthFromMarch = (month + 9) % 12;
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    return 365L * y
        + Math.floorDiv(y, 4)
        - Math.floorDiv(y, 100)
        + Math.floorDiv(y, 400)
        + dayOfYear
        - 719_468;
  }
}
