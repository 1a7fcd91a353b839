package org.royaltyledger.ledger.proof;

/**
 * What the leaf of a block's event says of the usages in it.
 *
 * @param usages how many
 * @param root of the {@link BlockTree} over them
 */
public record Contents(int usages, TreeHash root) {}
