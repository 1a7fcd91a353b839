/**
 * Holds README and docs to what the program does: anchors, codes, examples, commands, tests named.
 */
@NullMarked
package org.royaltyledger.api.docs;

import org.jspecify.annotations.NullMarked;
