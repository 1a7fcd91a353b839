/** The API of settings. */
@NullMarked
package org.royaltyledger.api.settings;

import org.jspecify.annotations.NullMarked;
