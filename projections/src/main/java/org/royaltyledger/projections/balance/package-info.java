/** What each party has earned over all closed periods. */
@NullMarked
package org.royaltyledger.projections.balance;

import org.jspecify.annotations.NullMarked;
