/** Measurements of the real program on generated usages, with their conditions. */
@NullMarked
package org.royaltyledger.api.bench;

import org.jspecify.annotations.NullMarked;
