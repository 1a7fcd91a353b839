/**
 * What a close does with what parties earned until it is paid: fees, recoupment, reserves, tax,
 * exchange; pure rules.
 */
@NullMarked
package org.royaltyledger.ledger.settlement;

import org.jspecify.annotations.NullMarked;
