/** Partner files to checked facts: what all formats share, and the list of them. */
@NullMarked
package org.royaltyledger.ledger.intake;

import org.jspecify.annotations.NullMarked;
