/** The journal as hledger reads it, so that a program of others adds the books up. */
@NullMarked
package org.royaltyledger.projections.rendering.hledger;

import org.jspecify.annotations.NullMarked;
