/** The pages of the server; until access control exists, they only read, on this computer only. */
@NullMarked
package org.royaltyledger.api.console;

import org.jspecify.annotations.NullMarked;
