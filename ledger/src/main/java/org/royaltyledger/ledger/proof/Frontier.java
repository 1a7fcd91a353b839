package org.royaltyledger.ledger.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The right edge of a growing tree: all that is needed to add leaves, some two hashes each, and to
 * know the root.
 */
public final class Frontier {

  /** Takes the hashes of parts that are full now, and never change any more. */
  @FunctionalInterface
  public interface Taker {
    void take(int level, long index, TreeHash hash);
  }

  /** By level; null where the size has no such bit. */
  private final List<@org.jspecify.annotations.Nullable TreeHash> edge = new ArrayList<>();

  private long size;

  /** Of a tree without leaves. */
  public Frontier() {}

  /** Of a tree that has leaves already. */
  public Frontier(Subtrees subtrees, long size) {
    this.size = size;
    for (int level = 0; size >>> level != 0; level++) {
      boolean there = (size >>> level & 1) == 1;
      edge.add(there ? subtrees.hash(level, (size >>> level) - 1) : null);
    }
  }

  /** How many leaves the tree has. */
  public long size() {
    return size;
  }

  /**
   * Adds a leaf.
   *
   * @param taker gets its hash, and that of each part that it fills, from small to large
   */
  public void add(TreeHash leaf, Taker taker) {
    TreeHash hash = leaf;
    int level = 0;
    taker.take(0, size, hash);
    while ((size >>> level & 1) == 1) {
      hash = TreeHash.node(Objects.requireNonNull(edge.get(level)), hash);
      edge.set(level, null);
      level++;
      taker.take(level, size >>> level, hash);
    }
    if (level == edge.size()) {
      edge.add(hash);
    } else {
      edge.set(level, hash);
    }
    size++;
  }

  /** What stands for all leaves and their order. */
  public TreeHash root() {
    TreeHash root = null;
    for (TreeHash it : edge) {
      if (it != null) {
        root = root == null ? it : TreeHash.node(it, root);
      }
    }
    return root == null ? TreeHash.EMPTY : root;
  }
}
