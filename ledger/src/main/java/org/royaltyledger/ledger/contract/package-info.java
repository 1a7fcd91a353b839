/**
 * What is agreed with rights holders on their money: contracts, advances and costs, how they are
 * paid, taxes.
 */
@NullMarked
package org.royaltyledger.ledger.contract;

import org.jspecify.annotations.NullMarked;
