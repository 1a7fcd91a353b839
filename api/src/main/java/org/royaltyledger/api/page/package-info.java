/** Lists that are longer than an answer: where the next page goes on, which fields it has. */
@NullMarked
package org.royaltyledger.api.page;

import org.jspecify.annotations.NullMarked;
