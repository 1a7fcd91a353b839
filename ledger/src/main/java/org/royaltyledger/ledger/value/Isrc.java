package org.royaltyledger.ledger.value;

import java.util.regex.Pattern;

/** One recording: 12 characters without hyphens, e.g. {@code USRC17607839} (ISO 3901:2019). */
public record Isrc(String code) {

  private static final Pattern FORM = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}[0-9]{7}");

  public Isrc {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "ISRC '%s' is not 2 letters, 3 letters or digits, 7 digits".formatted(code));
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
