/** What tells of persons over HTTP. */
@NullMarked
package org.royaltyledger.api.personal;

import org.jspecify.annotations.NullMarked;
