/** Commands sent to a serving process: the same work over HTTP, answered with the same values. */
@NullMarked
package org.royaltyledger.api.remote;

import org.jspecify.annotations.NullMarked;
