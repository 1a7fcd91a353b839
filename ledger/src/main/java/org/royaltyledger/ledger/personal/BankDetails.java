package org.royaltyledger.ledger.personal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.iban4j.BicUtil;
import org.iban4j.IbanUtil;
import org.iban4j.InvalidCheckDigitException;
import org.jspecify.annotations.Nullable;

/**
 * Where a party is paid: an IBAN (ISO 13616), or an account at a bank of a country that has none.
 * No message of this class has a value in it.
 *
 * @param holder whose account it is
 * @param bic ISO 9362
 */
public record BankDetails(
    String holder,
    @Nullable String iban,
    @Nullable String bic,
    @Nullable String account,
    @Nullable String bankCode,
    @Nullable String bankCountry) {

  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z ./-]{0,39}");
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  public BankDetails {
    if (iban == null) {
      if (account == null || bankCode == null || bankCountry == null) {
        throw new IllegalArgumentException(
            "neither an iban nor an account with bankCode and bankCountry is given: give one of"
                + " them");
      }
      requireNumber("account", account);
      requireNumber("bankCode", bankCode);
      requireCountry("bankCountry", bankCountry);
    } else {
      if (account != null || bankCode != null || bankCountry != null) {
        throw new IllegalArgumentException(
            "an iban says account, bank and country itself: leave account, bankCode and bankCountry"
                + " empty");
      }
      requireIban(iban);
    }
    if (bic != null) {
      requireBic(bic);
    }
  }

  /** As it is hashed and sealed. */
  public String text() {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("holder", holder);
    put(fields, "iban", iban);
    put(fields, "bic", bic);
    put(fields, "account", account);
    put(fields, "bankCode", bankCode);
    put(fields, "bankCountry", bankCountry);
    return DetailText.of(fields);
  }

  static void put(SequencedMap<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  static void requireCountry(String what, String country) {
    if (!COUNTRIES.contains(country)) {
      throw new IllegalArgumentException(
          "%s is not an ISO 3166-1 alpha-2 code: write it like SE".formatted(what));
    }
  }

  /** A number as an office or a bank gives it. */
  static void requireNumber(String what, String number) {
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "%s is not 1 to 40 letters, digits, blanks, points, strokes and hyphens: write it as it was given"
              .formatted(what));
    }
  }

  private static void requireIban(String iban) {
    try {
      IbanUtil.validate(iban);
    } catch (InvalidCheckDigitException _) { // whose message has the number in it
      throw new IllegalArgumentException(
          "iban does not fit its check digits: one of its characters is mistyped");
    } catch (RuntimeException _) { // of whatever kind: its message may have the number in it
      throw new IllegalArgumentException(
          "iban has not the form that its country gives it: write it in capital letters, without"
              + " blanks");
    }
  }

  private static void requireBic(String bic) {
    try {
      BicUtil.validate(bic);
    } catch (RuntimeException _) {
      throw new IllegalArgumentException(
          "bic is not 8 or 11 capital letters and digits of a bank: write it like AAAABBCC");
    }
  }
}
