/** How a line of a statement came about, over HTTP. */
@NullMarked
package org.royaltyledger.api.explanation;

import org.jspecify.annotations.NullMarked;
