/** Explanations redone by somebody who has nothing but the document and a pocket calculator. */
@NullMarked
package org.royaltyledger.api.explain;

import org.jspecify.annotations.NullMarked;
