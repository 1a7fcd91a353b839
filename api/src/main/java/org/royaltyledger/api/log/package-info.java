/** The log itself for those who check it: checkpoints, proofs, and the tree in tiles. */
@NullMarked
package org.royaltyledger.api.log;

import org.jspecify.annotations.NullMarked;
