package org.royaltyledger.ledger.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Window;

/**
 * Texts of partners as values, checked; each throws IllegalArgumentException with the name of the
 * field, the value, the rule and the way out.
 */
public final class Values {

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]+");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern ISNI = Pattern.compile("[0-9]{15}[0-9X]");
  private static final Pattern IPI = Pattern.compile("[0-9]{9,11}");
  private static final Pattern DPID = Pattern.compile("PADPIDA[a-zA-Z0-9]{1,57}");
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private Values() {}

  /** Text for people: no line breaks or other control characters. */
  public static String text(String what, String given) {
    String text = LINE_BREAKS.matcher(given).replaceAll(" ");
    int place = 0;
    for (int i = 0; i < text.length(); place++) {
      int point = text.codePointAt(i);
      switch (Character.getType(point)) {
        case Character.CONTROL,
            Character.SURROGATE,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            throw new IllegalArgumentException(
                "%s has the control character U+%04X at place %d: take it out"
                    .formatted(what, point, place + 1));
        default -> {}
      }
      i += Character.charCount(point);
    }
    return text;
  }

  /** A day like {@code 2026-07-01}. */
  public static LocalDate day(String what, String text) {
    if (DAY.matcher(text).matches()) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException _) {
        throw new IllegalArgumentException(
            "%s '%s' is a day that does not exist: correct it".formatted(what, text));
      }
    }
    throw new IllegalArgumentException(
        "%s '%s' is not a day like 2026-07-01: write it so".formatted(what, Quoted.shown(text)));
  }

  /**
   * @param to empty is open
   */
  public static Window window(String from, @Nullable String to) {
    return new Window(day("from", from), to == null || to.isEmpty() ? null : day("to", to));
  }

  /**
   * A plain decimal of 0 or more, exact.
   *
   * @param whole the most digits before the point
   * @param decimals the most digits after it; zeros at the end do not count
   */
  public static BigDecimal decimal(String what, String text, int whole, int decimals) {
    return decimal(what, text, whole, decimals, "");
  }

  private static BigDecimal decimal(
      String what, String text, int whole, int decimals, String whose) {
    if (text.length() > 64 || !DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not a plain decimal like 12.5: write digits, with a point before decimals"
              .formatted(what, Quoted.shown(text)));
    }
    BigDecimal number = new BigDecimal(text);
    if (number.signum() < 0) {
      throw new IllegalArgumentException(
          "%s '%s' is below 0: give 0 or more".formatted(what, text));
    }
    BigDecimal bare = number.stripTrailingZeros();
    if (bare.scale() > decimals) {
      throw new IllegalArgumentException(
          "%s '%s' has more than %d decimals%s: round it".formatted(what, text, decimals, whose));
    }
    if (bare.precision() - bare.scale() > whole) {
      throw new IllegalArgumentException(
          "%s '%s' has more than %d digits before the point: correct it"
              .formatted(what, text, whole));
    }
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  /** Money of 0 or more, in the currency's own decimals. */
  public static BigDecimal money(String what, String text, CurrencyUnit currency) {
    int decimals = currency.getDefaultFractionDigits();
    return decimal(what, text, 15, decimals, " of " + currency.getCurrencyCode())
        .setScale(decimals);
  }

  /** A constant by its exact name. */
  public static <E extends Enum<E>> E oneOf(String what, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%s '%s' is none of %s: give one of them"
            .formatted(
                what,
                Quoted.shown(text),
                Arrays.stream(type.getEnumConstants())
                    .map(Enum::name)
                    .collect(Collectors.joining(", "))));
  }

  /** ISO 3166-1 alpha-2. */
  public static String country(String text) {
    if (!COUNTRIES.contains(text)) {
      throw new IllegalArgumentException(
          "country '%s' is not an ISO 3166-1 alpha-2 code: write it like SE"
              .formatted(Quoted.shown(text)));
    }
    return text;
  }

  /** ISO 27729: 15 digits and the check character of ISO 7064 MOD 11-2. */
  public static String isni(String text) {
    if (!ISNI.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "isni '%s' is not 15 digits and a check character: write it without blanks and hyphens"
              .formatted(Quoted.shown(text)));
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      sum = (sum + text.charAt(i) - '0') * 2 % 11;
    }
    int check = (12 - sum) % 11;
    char wanted = check == 10 ? 'X' : (char) ('0' + check);
    if (text.charAt(15) != wanted) {
      throw new IllegalArgumentException(
          "isni '%s' has the check character %s where its digits ask for %s: one of them is mistyped"
              .formatted(text, text.charAt(15), wanted));
    }
    return text;
  }

  /** A name number of the societies, 9 to 11 digits. */
  public static String ipi(String text) {
    if (!IPI.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "ipi '%s' is not 9 to 11 digits: write it without dots and blanks"
              .formatted(Quoted.shown(text)));
    }
    return text;
  }

  /** A DDEX party id. */
  public static String dpid(String text) {
    if (!DPID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "dpid '%s' is not PADPIDA and letters or digits: write it like PADPIDA2014111801Y"
              .formatted(Quoted.shown(text)));
    }
    return text;
  }
}
