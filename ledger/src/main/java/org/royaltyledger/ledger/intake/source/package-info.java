/**
 * Partner files as lines of bytes: plain or gzip, in constant memory, and broken ones told apart.
 */
@NullMarked
package org.royaltyledger.ledger.intake.source;

import org.jspecify.annotations.NullMarked;
