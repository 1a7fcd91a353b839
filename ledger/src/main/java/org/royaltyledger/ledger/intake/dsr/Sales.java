package org.royaltyledger.ledger.intake.dsr;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.intake.source.LineReader;

/** Reads the sales rows of one file: docs/formats.md#dsr-reports says what becomes of each cell. */
final class Sales {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}(\\.0+)?");
  private static final Pattern BARE_DAY = Pattern.compile("[0-9]{8}");
  private static final long MOST_QUANTITY = 1_000_000_000_000L;
  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;

  private final Head head;
  private final Set<String> offerings;
  private final Summaries summaries;
  private final Quirks quirks;

  Sales(Head head, Set<String> offerings, Summaries summaries, Quirks quirks) {
    this.head = head;
    this.offerings = offerings;
    this.summaries = summaries;
    this.quirks = quirks;
  }

  /**
   * @return null if the row states no usage, which is told
   * @throws IllegalArgumentException why the row is rejected
   */
  @Nullable Sale read(Cells row, LineReader lines, DraftBlock draft) {
    SaleColumns.Form form = head.profile().saleForm(row.type());
    if (form == null) {
      throw new IllegalArgumentException(
          "record type '%s' is not read in a %s: what it states is not counted, ask the sender for %s"
              .formatted(
                  Quoted.shown(row.type()),
                  head.profile().written(),
                  head.profile() == Profile.BASIC_AUDIO ? "SU01 or SU02" : "SU03.01"));
    }
    if (row.count() != form.cells()) {
      throw new IllegalArgumentException(
          "row has %d cells where %s has %d: keep empty cells, and write a tab nowhere else"
              .formatted(row.count(), row.type(), form.cells()));
    }
    long quantity = quantity(form, row);
    if (quantity == 0) {
      noUsage("%s is 0".formatted(form.countName()), row, draft);
      return null;
    }
    if (!isRoyaltyBearing(form, row)) {
      noUsage("IsRoyaltyBearing is false", row, draft);
      return null;
    }
    if (!offerings.contains(head.service())) {
      throw new IllegalArgumentException(
          "offering '%s' (ServiceDescription of HEAD) is unknown: import it from an offerings file, then this file again"
              .formatted(Quoted.shown(head.service())));
    }
    return new Sale(
        row.line(),
        Arrays.copyOfRange(lines.buffer(), lines.offset(), lines.offset() + lines.length()),
        Sale.usageId(
            head.sender(),
            head.messageId(),
            required("BlockId", row.text(1)),
            required("SalesTransactionId", row.text(form.transaction()))),
        day(form, row, draft),
        head.service(),
        summaries.of(row.text(form.summary())),
        quantity,
        row.text(form.target()),
        optional(row, form.release()));
  }

  private void noUsage(String why, Cells row, DraftBlock draft) {
    quirks.tell(
        Quirks.Kind.NO_USAGE,
        row.line(),
        why + ": the row states no usage and counts nowhere",
        draft);
  }

  private static long quantity(SaleColumns.Form form, Cells row) {
    long used = whole(form.countName(), row.text(form.count()));
    String returned = optional(row, form.returns());
    long returns = returned.isEmpty() ? 0 : whole("Returns", returned);
    if (returns > used) {
      throw new IllegalArgumentException(
          "%s '%d' minus Returns '%d' is below 0: usage is a count of what happened, let the sender correct the rows that were returned"
              .formatted(form.countName(), used, returns));
    }
    if (used - returns > MOST_QUANTITY) {
      throw new IllegalArgumentException(
          "%s '%d' is above 10^12: correct it".formatted(form.countName(), used));
    }
    return used - returns;
  }

  private static long whole(String what, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not a whole number of 0 or more: ask the sender for a corrected report"
              .formatted(what, Quoted.shown(text)));
    }
    int point = text.indexOf('.');
    return Long.parseLong(point < 0 ? text : text.substring(0, point));
  }

  private static boolean isRoyaltyBearing(SaleColumns.Form form, Cells row) {
    String given = optional(row, form.royaltyBearing());
    return switch (given) {
      case "", "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "IsRoyaltyBearing '%s' is neither true nor false: correct it"
                  .formatted(Quoted.shown(given)));
    };
  }

  private LocalDate day(SaleColumns.Form form, Cells row, DraftBlock draft) {
    String valid = optional(row, form.validFrom());
    String what = valid.isEmpty() ? "UsageStartDate of HEAD" : "ValidityPeriodStart";
    LocalDate day = day(what, valid.isEmpty() ? head.usageStart() : valid, row, draft);
    if (day.isBefore(FIRST_DAY)) {
      throw new IllegalArgumentException("%s '%s' is before 1970: correct it".formatted(what, day));
    }
    return day;
  }

  private LocalDate day(String what, String text, Cells row, DraftBlock draft) {
    if (!BARE_DAY.matcher(text).matches()) {
      return Values.day(what, text);
    }
    LocalDate day;
    try {
      day = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException _) {
      return Values.day(what, text); // which says what a day looks like
    }
    quirks.tell(
        Quirks.Kind.DATE,
        row.line(),
        "%s '%s' is read as %s: the standard writes hyphens".formatted(what, text, day),
        draft);
    return day;
  }

  private static String optional(Cells row, int cell) {
    return cell == SaleColumns.NONE ? "" : row.text(cell);
  }

  private static String required(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is empty: the row has no id that could count once, ask the sender for a corrected report"
              .formatted(what));
    }
    return text;
  }
}
