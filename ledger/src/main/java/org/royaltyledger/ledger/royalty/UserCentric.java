package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;

/** Each listener has one vote, divided by what it used how much. */
record UserCentric() implements Model {

  @Override
  public List<BigInteger> weights(LicenceUse use) {
    return use.weights(it -> use.votesByUnits().get(it.target()));
  }
}
