/** The example month: an invented cast, catalogue and contracts, and seeded usage at any size. */
@NullMarked
package org.royaltyledger.api.example;

import org.jspecify.annotations.NullMarked;
