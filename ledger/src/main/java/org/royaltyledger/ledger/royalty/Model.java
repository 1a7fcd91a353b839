package org.royaltyledger.ledger.royalty;

import java.math.BigInteger;
import java.util.List;
import org.royaltyledger.ledger.licence.Licence;

/**
 * How a pool is divided over assets and named parties; each has a golden case in
 * WorkedExamplesTest.
 */
sealed interface Model permits ProRata, UserCentric, ShapleyIndex, Equal {

  /**
   * @return one weight for each of the use's targets in their order, 0 or more, not all 0
   */
  List<BigInteger> weights(LicenceUse use);

  static Model of(Licence.Allocation allocation) {
    return switch (allocation) {
      case PRO_RATA -> new ProRata();
      case USER_CENTRIC -> new UserCentric();
      case SHAPLEY_INDEX -> new ShapleyIndex();
      case EQUAL, EQUAL_LICENSED -> new Equal(); // the latter over licensed works
    };
  }
}
