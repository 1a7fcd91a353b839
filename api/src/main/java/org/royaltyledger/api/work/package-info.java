/** What commands and API ask of a ledger, and how it is done where the store is. */
@NullMarked
package org.royaltyledger.api.work;

import org.jspecify.annotations.NullMarked;
