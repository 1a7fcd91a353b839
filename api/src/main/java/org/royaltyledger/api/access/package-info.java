/** Who is let in, and to what: passwords, sessions, tokens, and the table of doors. */
@NullMarked
package org.royaltyledger.api.access;

import org.jspecify.annotations.NullMarked;
