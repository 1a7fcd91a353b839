/** An import: files of any kinds, in order, into the log. */
@NullMarked
package org.royaltyledger.ledger.intake.batch;

import org.jspecify.annotations.NullMarked;
