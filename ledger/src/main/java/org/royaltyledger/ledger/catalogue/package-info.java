/**
 * Offerings, the assets that can earn in them, and who holds which share of an asset since when.
 */
@NullMarked
package org.royaltyledger.ledger.catalogue;

import org.jspecify.annotations.NullMarked;
