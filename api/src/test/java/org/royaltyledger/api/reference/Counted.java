package org.royaltyledger.api.reference;

import org.royaltyledger.api.reference.Facts.Earner;
import org.royaltyledger.api.reference.Facts.Licence;
import org.royaltyledger.api.reference.Facts.Usage;

/** One contribution of more than 0 units, with what step 2 found. */
sealed interface Counted {
  Usage usage();

  Fraction units();

  /** Covered by {@code licence}. */
  record Covered(Usage usage, Fraction units, Earner earner, Licence licence) implements Counted {}

  /** Covered by {@code licence}, though nobody knows what is in it. */
  record Unknown(Usage usage, Fraction units, Licence licence) implements Counted {}

  /** Uncovered, in one of the waiting states. */
  record Waiting(Usage usage, Fraction units, String state) implements Counted {}
}
