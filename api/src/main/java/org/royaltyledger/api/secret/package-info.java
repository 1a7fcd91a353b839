/** Passwords and tokens: how they are made, and what is kept of them. */
@NullMarked
package org.royaltyledger.api.secret;

import org.jspecify.annotations.NullMarked;
