/** The pages, asked for over HTTP from the real server. */
@NullMarked
package org.royaltyledger.api.console;

import org.jspecify.annotations.NullMarked;
