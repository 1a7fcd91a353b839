package org.royaltyledger.ledger.value;

/**
 * A generated or remixed output, e.g. {@code out-77}: 1 to 64 printable characters, compared by
 * their UTF-8 bytes.
 */
public record OutputId(String code) implements Comparable<OutputId> {

  public OutputId {
    Codes.require("output", code);
  }

  @Override
  public int compareTo(OutputId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
