package org.royaltyledger.ledger.value;

/**
 * What can earn: a recording, a work or a voice, e.g. {@code USRC17607839}: 1 to 64 printable
 * characters, compared by their UTF-8 bytes.
 */
public record AssetId(String code) implements Comparable<AssetId> {

  public AssetId {
    Codes.require("asset id", code);
  }

  @Override
  public int compareTo(AssetId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
