package org.royaltyledger.ledger.value;

/**
 * A licence, e.g. {@code lic-2026-remix}: 1 to 64 printable characters, compared by their UTF-8
 * bytes.
 */
public record LicenceId(String code) implements Comparable<LicenceId> {

  public LicenceId {
    Codes.require("licence id", code);
  }

  @Override
  public int compareTo(LicenceId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
