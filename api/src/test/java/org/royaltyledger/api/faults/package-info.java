/** What is done to the program and its store here must harm nothing, or be found. */
@NullMarked
package org.royaltyledger.api.faults;

import org.jspecify.annotations.NullMarked;
