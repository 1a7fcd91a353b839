/** Folders that prove a party's statements of a month, for outsiders who have nothing else. */
@NullMarked
package org.royaltyledger.api.evidence;

import org.jspecify.annotations.NullMarked;
