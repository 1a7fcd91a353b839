package org.royaltyledger.ledger.proof;

/**
 * The hashes of those parts of a tree that never change: each 2^level leaves that begin at a
 * multiple of 2^level.
 */
@FunctionalInterface
public interface Subtrees {

  /**
   * The hash over the leaves from index × 2^level on.
   *
   * @param level 0 is the leaves'
   * @param index from 0
   * @throws RuntimeException if not all of these leaves are there
   */
  TreeHash hash(int level, long index);
}
