package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;

/** Each asset and named party earns the same, however much it was used. */
record Equal() implements Model {

  @Override
  public List<BigInteger> weights(LicenceUse use) {
    return use.targets().stream().map(_ -> BigInteger.ONE).toList();
  }
}
