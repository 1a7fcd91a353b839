/**
 * A second, naive statement of the contract's calculation, and random months to compare both on.
 */
@NullMarked
package org.royaltyledger.api.reference;

import org.jspecify.annotations.NullMarked;
