/** Accounts and the journal over HTTP. */
@NullMarked
package org.royaltyledger.api.account;

import org.jspecify.annotations.NullMarked;
