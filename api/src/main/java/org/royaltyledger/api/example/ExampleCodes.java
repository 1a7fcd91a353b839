package org.royaltyledger.api.example;

/**
 * Identifiers of the right form that belong to nobody: country {@code XX}, ISNI and ISWC from the
 * end of their ranges.
 */
final class ExampleCodes {

  private ExampleCodes() {}

  /** A recording, e.g. {@code XXFJR2400017}: country, registrant, year, serial number. */
  static String isrc(String registrant, int year, int serial) {
    return "XX" + registrant + padded(year % 100, 2) + padded(serial, 5);
  }

  /** A work, e.g. {@code T9990000171}: nine digits and the check digit of ISO 15707. */
  static String iswc(int serial) {
    String digits = "999" + padded(serial, 6);
    int sum = 1;
    for (int i = 0; i < digits.length(); i++) {
      sum += (i + 1) * (digits.charAt(i) - '0');
    }
    return "T" + digits + (10 - sum % 10) % 10;
  }

  /** A public identity: fifteen digits and the check character of ISO 7064 MOD 11-2. */
  static String isni(int serial) {
    String digits = "00009999" + padded(serial, 7);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum = (sum + digits.charAt(i) - '0') * 2;
    }
    int check = (12 - sum % 11) % 11;
    return digits + (check == 10 ? "X" : String.valueOf(check));
  }

  /** A name number of eleven digits. */
  static String ipi(int serial) {
    return "00999" + padded(serial, 6);
  }

  /** A DDEX party, e.g. {@code PADPIDA2026990001X}. */
  static String dpid(int serial) {
    return "PADPIDA202699" + padded(serial, 4) + "X";
  }

  static String padded(int number, int digits) {
    String text = String.valueOf(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
