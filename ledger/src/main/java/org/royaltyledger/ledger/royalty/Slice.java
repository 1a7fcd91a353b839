package org.royaltyledger.ledger.royalty;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A part of a pool, and over what it is divided; where there is nothing to divide it over, it is
 * breakage.
 *
 * @param part of the pool, above 0, at most 1; those of a pool add up to 1
 * @param ofUse whether the targets were used: else their lines have no units
 */
record Slice(BigFraction part, LicenceUse use, Model model, boolean ofUse) {

  /** A whole pool over what was used. */
  static Slice ofUse(LicenceUse use, Model model) {
    return new Slice(BigFraction.ONE, use, model, true);
  }

  /** Over works that are licensed, used or not: each the same. */
  static Slice overWorks(BigFraction part, LicenceUse works) {
    return new Slice(part, works, new Equal(), false);
  }

  boolean isWhole() {
    return part.equals(BigFraction.ONE);
  }
}
