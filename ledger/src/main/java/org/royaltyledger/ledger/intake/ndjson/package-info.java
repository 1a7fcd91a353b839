/** JSON by the line: outputs and usages. */
@NullMarked
package org.royaltyledger.ledger.intake.ndjson;

import org.jspecify.annotations.NullMarked;
