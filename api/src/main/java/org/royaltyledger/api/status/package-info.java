/** About the server itself: what it is, and what it works at. */
@NullMarked
package org.royaltyledger.api.status;

import org.jspecify.annotations.NullMarked;
