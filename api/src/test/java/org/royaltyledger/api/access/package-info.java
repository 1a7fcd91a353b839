/** Who is let in, and to what: tried from outside. */
@NullMarked
package org.royaltyledger.api.access;

import org.jspecify.annotations.NullMarked;
