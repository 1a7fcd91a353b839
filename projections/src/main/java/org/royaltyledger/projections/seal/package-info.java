/** What a close seals of its statements, and what proves one of them to its party. */
@NullMarked
package org.royaltyledger.projections.seal;

import org.jspecify.annotations.NullMarked;
