/** Statements over HTTP. */
@NullMarked
package org.royaltyledger.api.statement;

import org.jspecify.annotations.NullMarked;
