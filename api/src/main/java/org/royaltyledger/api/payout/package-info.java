/** The API of payout runs. */
@NullMarked
package org.royaltyledger.api.payout;

import org.jspecify.annotations.NullMarked;
