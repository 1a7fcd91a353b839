/** Long work that is asked for now and answered later. */
@NullMarked
package org.royaltyledger.api.job;

import org.jspecify.annotations.NullMarked;
