/** The command line: one class for each command, and how results are printed. */
@NullMarked
package org.royaltyledger.api.cli;

import org.jspecify.annotations.NullMarked;
