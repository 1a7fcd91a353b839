/** Licences with their terms, and consents: what may be used, and at what price. */
@NullMarked
package org.royaltyledger.ledger.licence;

import org.jspecify.annotations.NullMarked;
