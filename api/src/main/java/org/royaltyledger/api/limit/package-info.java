/** How much one caller may ask for, so that the others are answered meanwhile. */
@NullMarked
package org.royaltyledger.api.limit;

import org.jspecify.annotations.NullMarked;
