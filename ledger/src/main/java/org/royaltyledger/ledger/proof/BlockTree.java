package org.royaltyledger.ledger.proof;

import java.util.List;
import java.util.Objects;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * The tree inside a block of usages: of each usage a leaf for its header and one for each
 * contribution, in the order of the block. Leaves are salted, so that what proves one of them shows
 * nothing of the others, which may be other labels'.
 */
public final class BlockTree {

  private final UsageBlock block;
  private final Subtrees hashes;
  private final MerkleTree tree;

  private BlockTree(UsageBlock block, Subtrees hashes, MerkleTree tree) {
    this.block = block;
    this.hashes = hashes;
    this.tree = tree;
  }

  /**
   * Hashes all leaves of a block; about 2 µs for each usage.
   *
   * @param saltKey of the block
   */
  public static BlockTree of(byte[] saltKey, UsageBlock block) {
    int size = size(block);
    var levels = new TreeHash[Integer.SIZE][];
    for (int level = 0; size >>> level != 0; level++) {
      levels[level] = new TreeHash[size >>> level];
    }
    var frontier = new Frontier();
    var leaves = new CanonicalUsage.Leaves(saltKey);
    for (int row = 0; row < block.size(); row++) {
      int contributions = block.endContribution(row) - block.firstContribution(row);
      for (int leaf = CanonicalUsage.HEADER; leaf < contributions; leaf++) {
        frontier.add(
            TreeHash.of(leaves.hash(block, row, leaf)),
            (level, index, hash) -> levels[level][(int) index] = hash);
      }
    }
    Subtrees hashes = (level, index) -> levels[level][Math.toIntExact(index)];
    return new BlockTree(block, hashes, new MerkleTree(hashes, size));
  }

  /** How many leaves the tree of a block has. */
  public static int size(UsageBlock block) {
    return block.size() + block.contributions();
  }

  /**
   * Where a leaf stands.
   *
   * @param leaf {@link CanonicalUsage#HEADER}, or a contribution's index in its usage
   * @throws IndexOutOfBoundsException if there is no such usage or contribution
   */
  public static int index(UsageBlock block, int row, int leaf) {
    int first = block.firstContribution(Objects.checkIndex(row, block.size()));
    Objects.checkIndex(leaf + 1, block.endContribution(row) - first + 1);
    return row + first + leaf + 1;
  }

  /** What stands for all usages of the block, in the entry of its event. */
  public TreeHash root() {
    return tree.root();
  }

  /** The hash of a leaf. */
  public TreeHash leaf(int row, int leaf) {
    return hashes.hash(0, index(block, row, leaf));
  }

  /** What proves a usage's header or contribution against the root. */
  public List<TreeHash> inclusion(int row, int leaf) {
    return tree.inclusion(index(block, row, leaf));
  }
}
