/** What the vault tells of somebody: shown masked, opened by a name, erased for good. */
@NullMarked
package org.royaltyledger.projections.personal;

import org.jspecify.annotations.NullMarked;
