package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;

/** Each unit earns the same. */
record ProRata() implements Model {

  @Override
  public List<BigInteger> weights(LicenceUse use) {
    return use.targets().stream().map(LicenceUse.OfTarget::units).toList();
  }
}
