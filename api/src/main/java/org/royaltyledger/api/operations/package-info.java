/** For those who run the server: whether it is well, what it counts, which request a line is of. */
@NullMarked
package org.royaltyledger.api.operations;

import org.jspecify.annotations.NullMarked;
