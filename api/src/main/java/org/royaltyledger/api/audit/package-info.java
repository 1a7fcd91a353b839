/** The check over HTTP. */
@NullMarked
package org.royaltyledger.api.audit;

import org.jspecify.annotations.NullMarked;
