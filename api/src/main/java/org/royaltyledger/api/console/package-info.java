/** The pages of the server; until access control exists, one that only reads. */
@NullMarked
package org.royaltyledger.api.console;

import org.jspecify.annotations.NullMarked;
