/** What there is: the list of read models and their beans, and the list of statement formats. */
@NullMarked
package org.royaltyledger.projections.setup;

import org.jspecify.annotations.NullMarked;
