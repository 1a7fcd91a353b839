package org.royaltyledger.ledger.value;

/**
 * Who is paid, licenses or delivers, e.g. {@code label-aurora}: 1 to 64 printable characters,
 * compared by their UTF-8 bytes.
 */
public record PartyId(String code) implements Comparable<PartyId> {

  public PartyId {
    Codes.require("party id", code);
  }

  @Override
  public int compareTo(PartyId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
