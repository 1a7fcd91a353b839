/** Rights holders, labels, distributors and services, and who is a member of whom since when. */
@NullMarked
package org.royaltyledger.ledger.party;

import org.jspecify.annotations.NullMarked;
