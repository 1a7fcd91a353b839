package org.royaltyledger.ledger.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The tree over the first leaves of a log, and what it proves (RFC 6962, 2.1.1 and 2.1.2). Of n
 * leaves it asks for about log n hashes.
 */
public final class MerkleTree {

  private final Subtrees subtrees;
  private final long size;

  /**
   * @param subtrees of at least {@code size} leaves
   * @param size how many leaves the tree has, from 0
   */
  public MerkleTree(Subtrees subtrees, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree of %d leaves".formatted(size));
    }
    this.subtrees = subtrees;
    this.size = size;
  }

  /**
   * The tree over leaves that are all in memory.
   *
   * @param leaves their hashes, one after the other
   */
  static MerkleTree over(byte[] leaves) {
    int size = leaves.length / TreeHash.LENGTH;
    var levels = new byte[Integer.SIZE - Integer.numberOfLeadingZeros(size)][];
    if (size > 0) {
      levels[0] = leaves;
    }
    for (int level = 1; level < levels.length; level++) {
      levels[level] = TreeHash.nodes(levels[level - 1], size >>> level);
    }
    return new MerkleTree(
        (level, index) ->
            TreeHash.of(levels[level], Math.multiplyExact(Math.toIntExact(index), TreeHash.LENGTH)),
        size);
  }

  /** What stands for all leaves and their order. */
  public TreeHash root() {
    return size == 0 ? TreeHash.EMPTY : hash(0, size);
  }

  /**
   * What proves that a leaf is in the tree, from the leaf's neighbour up.
   *
   * @param leaf its index, from 0
   * @throws IndexOutOfBoundsException if the tree has no such leaf
   */
  public List<TreeHash> inclusion(long leaf) {
    Objects.checkIndex(leaf, size);
    var path = new ArrayList<TreeHash>();
    addInclusion(leaf, 0, size, path);
    return path;
  }

  /**
   * What proves that the tree begins with all the leaves that a smaller one had.
   *
   * @param before how many that one had; 0 and {@link #root}'s own size need no proof, and have an
   *     empty one
   * @throws IllegalArgumentException if this one has fewer
   */
  public List<TreeHash> consistency(long before) {
    if (before < 0 || before > size) {
      throw new IllegalArgumentException(
          "a tree of %d leaves cannot grow out of one of %d".formatted(size, before));
    }
    var path = new ArrayList<TreeHash>();
    if (before > 0 && before < size) {
      addConsistency(before, 0, size, true, path);
    }
    return path;
  }

  private void addInclusion(long leaf, long from, long to, List<TreeHash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + left(to - from);
    if (leaf < middle) {
      addInclusion(leaf, from, middle, path);
      path.add(hash(middle, to));
    } else {
      addInclusion(leaf, middle, to, path);
      path.add(hash(from, middle));
    }
  }

  /**
   * @param known whether the smaller tree's root is that of all from {@code from} to {@code before}
   */
  private void addConsistency(long before, long from, long to, boolean known, List<TreeHash> path) {
    if (before == to) {
      if (!known) {
        path.add(hash(from, to));
      }
      return;
    }
    long middle = from + left(to - from);
    if (before <= middle) {
      addConsistency(before, from, middle, known, path);
      path.add(hash(middle, to));
    } else {
      addConsistency(before, middle, to, false, path);
      path.add(hash(from, middle));
    }
  }

  private TreeHash hash(long from, long to) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) { // all to the left are full, so this one begins where it must
      int level = Long.numberOfTrailingZeros(leaves);
      return subtrees.hash(level, from >>> level);
    }
    long middle = from + left(leaves);
    return TreeHash.node(hash(from, middle), hash(middle, to));
  }

  /** How many of several leaves are in the left part: the largest power of 2 below. */
  private static long left(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
