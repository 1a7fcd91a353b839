package org.royaltyledger.ledger.contract;

import org.royaltyledger.ledger.value.Codes;

/** A contract with rights holders, as the organisation numbers them. */
public record ContractId(String code) implements Comparable<ContractId> {

  public ContractId {
    Codes.require("contract id", code);
  }

  @Override
  public int compareTo(ContractId other) {
    return Codes.ORDER.compare(code, other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
