package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;

/** Each listener has one vote, divided equally over what it used at all. */
record ShapleyIndex() implements Model {

  @Override
  public List<BigInteger> weights(LicenceUse use) {
    return use.targets().stream().map(it -> use.votesByCount().get(it.target())).toList();
  }
}
