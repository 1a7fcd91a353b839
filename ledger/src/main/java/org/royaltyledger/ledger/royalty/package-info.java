/**
 * The calculation: terms make pools, a model divides pools, splits divide again; pure functions.
 */
@NullMarked
package org.royaltyledger.ledger.royalty;

import org.jspecify.annotations.NullMarked;
