/** Partner files to checked facts: what all formats share, and what reads each. */
@NullMarked
package org.royaltyledger.ledger.intake;

import org.jspecify.annotations.NullMarked;
