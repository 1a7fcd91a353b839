package org.royaltyledger.projections.asof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.royaltyledger.ledger.value.Codes;

/** What somebody says to name a state of the ledger. */
public sealed interface AsOf {

  /** In their own words. */
  String asked();

  /** All events up to a place of the log. */
  record AtPlace(String asked, long place) implements AsOf {}

  /** All events up to the newest one that was written at or before an instant. */
  record AtInstant(String asked, Instant instant) implements AsOf {}

  /**
   * A place of the log, an instant as RFC 3339 writes it, or a day, which is its end in UTC.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static AsOf parse(String text) {
    try {
      if (Form.PLACE.matcher(text).matches()) {
        return new AtPlace(text, Long.parseLong(text));
      }
      if (Form.DAY.matcher(text).matches()) {
        Instant next = LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new AtInstant(text, next.minusNanos(1));
      }
      if (Form.INSTANT.matcher(text).matches()) {
        return new AtInstant(text, OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
      }
    } catch (DateTimeException e) {
      // A day or a time of day that does not exist is none, either.
    }
    throw new IllegalArgumentException(
        "'%s' names no state of the log: give a place, which is a whole number from 0, a day like 2019-01-01, which is its end in UTC, or an instant like 2019-01-01T12:00:00Z"
            .formatted(Codes.shown(text)));
  }

  /** How they are written. */
  final class Form {

    /** Of more digits there will be none. */
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INSTANT =
        Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private Form() {}
  }
}
