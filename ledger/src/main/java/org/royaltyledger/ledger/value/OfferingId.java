package org.royaltyledger.ledger.value;

/**
 * A product of a service, e.g. {@code ai-remix}: 1 to 64 printable characters, compared by their
 * UTF-8 bytes.
 */
public record OfferingId(String code) implements Comparable<OfferingId> {

  public OfferingId {
    Codes.require("offering", code);
  }

  @Override
  public int compareTo(OfferingId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
