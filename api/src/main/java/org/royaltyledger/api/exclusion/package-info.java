/** The API of exclusions. */
@NullMarked
package org.royaltyledger.api.exclusion;

import org.jspecify.annotations.NullMarked;
