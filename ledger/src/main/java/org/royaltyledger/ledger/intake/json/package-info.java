/** Facts in JSON documents: licences. */
@NullMarked
package org.royaltyledger.ledger.intake.json;

import org.jspecify.annotations.NullMarked;
