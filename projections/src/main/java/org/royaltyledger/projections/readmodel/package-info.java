/** What all read models share: tables of their own, following the log, waiting until they have. */
@NullMarked
package org.royaltyledger.projections.readmodel;

import org.jspecify.annotations.NullMarked;
