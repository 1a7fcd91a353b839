/**
 * A second, naive statement of the contract's calculation and settlement, and random months and
 * years to compare both on.
 */
@NullMarked
package org.royaltyledger.api.reference;

import org.jspecify.annotations.NullMarked;
