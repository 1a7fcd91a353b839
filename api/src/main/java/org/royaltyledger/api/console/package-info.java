/** The pages of the server, for who is logged in: they only read. */
@NullMarked
package org.royaltyledger.api.console;

import org.jspecify.annotations.NullMarked;
