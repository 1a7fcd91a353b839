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
   * Hashes all leaves of a block, and all that is over them; some µs for each usage.
   *
   * @param saltKey of the block
   */
  public static BlockTree of(byte[] saltKey, UsageBlock block) {
    int size = size(block);
    var levels = new byte[Integer.SIZE - Integer.numberOfLeadingZeros(size)][];
    if (size > 0) {
      levels[0] = leaves(saltKey, block);
    }
    for (int level = 1; level < levels.length; level++) {
      levels[level] = TreeHash.nodes(levels[level - 1], size >>> level);
    }
    Subtrees hashes =
        (level, index) ->
            TreeHash.of(levels[level], Math.multiplyExact(Math.toIntExact(index), TreeHash.LENGTH));
    return new BlockTree(block, hashes, new MerkleTree(hashes, size));
  }

  private static byte[] leaves(byte[] saltKey, UsageBlock block) {
    byte[] hashes = new byte[Math.multiplyExact(size(block), TreeHash.LENGTH)];
    var leaves = new CanonicalUsage.Leaves(saltKey);
    int at = 0;
    for (int row = 0; row < block.size(); row++) {
      int contributions = block.endContribution(row) - block.firstContribution(row);
      for (int leaf = CanonicalUsage.HEADER; leaf < contributions; leaf++) {
        leaves.write(block, row, leaf, hashes, at);
        at += TreeHash.LENGTH;
      }
    }
    return hashes;
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
