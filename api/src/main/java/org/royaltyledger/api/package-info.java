/** The one program: its main class, and a room for each way in and for what these stand on. */
@NullMarked
package org.royaltyledger.api;

import org.jspecify.annotations.NullMarked;
