/** Facts in CSV per RFC 4180, one class per kind of file. */
@NullMarked
package org.royaltyledger.ledger.intake.csv;

import org.jspecify.annotations.NullMarked;
