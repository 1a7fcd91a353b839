package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;

/** Each unit earns the same, but for boosts and a cap of what counts of a listener. */
record ProRata() implements Model {

  @Override
  public List<BigInteger> weights(LicenceUse use) {
    Capped capped = use.capped();
    return use.weights(capped == null ? LicenceUse.OfTarget::boosted : capped::weight);
  }
}
