package org.royaltyledger.ledger.value;

import java.util.regex.Pattern;

/** One musical work: T and 10 digits, e.g. {@code T0345246801} (ISO 15707). */
public record Iswc(String code) {

  private static final Pattern FORM = Pattern.compile("T[0-9]{10}");

  public Iswc {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("ISWC '%s' is not T and 10 digits".formatted(code));
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
