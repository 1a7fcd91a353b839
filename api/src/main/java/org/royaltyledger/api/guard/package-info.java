/** What stands before everything that is served: pages and API alike. */
@NullMarked
package org.royaltyledger.api.guard;

import org.jspecify.annotations.NullMarked;
