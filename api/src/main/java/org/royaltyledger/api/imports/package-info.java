/** Files over HTTP: taken to a folder of the store, imported one request after the other. */
@NullMarked
package org.royaltyledger.api.imports;

import org.jspecify.annotations.NullMarked;
