/** How the program is put together: its beans, its settings, a store that it has to itself. */
@NullMarked
package org.royaltyledger.api.setup;

import org.jspecify.annotations.NullMarked;
