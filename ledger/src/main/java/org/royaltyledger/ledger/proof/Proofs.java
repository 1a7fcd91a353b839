package org.royaltyledger.ledger.proof;

import java.util.List;

/** Checks what a {@link MerkleTree} proves, knowing none of it (RFC 9162, 2.1.3.2 and 2.1.4.2). */
public final class Proofs {

  private Proofs() {}

  /**
   * Whether a leaf stands where it is said to in a tree.
   *
   * @param leaf its hash, made here of the very thing that is to be proven
   * @param index from 0
   * @param size how many leaves the tree has
   */
  public static boolean isIncluded(
      TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long last = size - 1;
    TreeHash hash = leaf;
    for (TreeHash other : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = TreeHash.node(other, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = TreeHash.node(hash, other);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /**
   * Whether a tree begins with all the leaves of a smaller one.
   *
   * @param before how many leaves that one had
   * @param after how many this one has
   */
  public static boolean isConsistent(
      long before, TreeHash rootBefore, long after, TreeHash rootAfter, List<TreeHash> path) {
    if (before < 0 || before > after) {
      return false;
    }
    if (before == after) {
      return path.isEmpty() && rootBefore.equals(rootAfter);
    }
    if (before == 0) {
      return path.isEmpty() && rootBefore.equals(TreeHash.EMPTY);
    }
    boolean full = Long.bitCount(before) == 1; // then its root is itself the first hash
    if (path.size() < (full ? 0 : 1)) {
      return false;
    }
    long at = before - 1;
    long last = after - 1;
    while ((at & 1) == 1) {
      at >>>= 1;
      last >>>= 1;
    }
    TreeHash old = full ? rootBefore : path.getFirst();
    TreeHash grown = old;
    for (TreeHash other : full ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        old = TreeHash.node(other, old);
        grown = TreeHash.node(other, grown);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        grown = TreeHash.node(grown, other);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && old.equals(rootBefore) && grown.equals(rootAfter);
  }
}
