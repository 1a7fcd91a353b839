/** Usages over HTTP: one or many into the log, one out of it by its id. */
@NullMarked
package org.royaltyledger.api.usage;

import org.jspecify.annotations.NullMarked;
