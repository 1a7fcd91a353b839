/** Other systems are told of closes and payouts, at addresses that they registered. */
@NullMarked
package org.royaltyledger.api.webhook;

import org.jspecify.annotations.NullMarked;
