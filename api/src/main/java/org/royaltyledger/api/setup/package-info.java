/** How the program is put together: its main class, its beans, its settings. */
@NullMarked
package org.royaltyledger.api.setup;

import org.jspecify.annotations.NullMarked;
