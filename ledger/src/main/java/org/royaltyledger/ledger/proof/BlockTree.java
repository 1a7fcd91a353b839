package org.royaltyledger.ledger.proof;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Sha256;

/**
 * The tree inside a block of usages, a leaf for each usage in the order of the block.
 *
 * <p>A usage's leaf is SHA-256 of 02 and the salted hashes of its parts, which are its header and
 * each of its contributions. Who gets one part, its salt and the hashes of the others can make the
 * leaf, and knows nothing of the other parts, which may be other labels'.
 */
public final class BlockTree {

  /** Neither a leaf nor a node of the tree over the log, nor a part. */
  private static final byte USAGE = 2;

  private final byte[] saltKey;
  private final UsageBlock block;
  private final byte[] leaves;
  private final MerkleTree tree;

  private BlockTree(byte[] saltKey, UsageBlock block, byte[] leaves) {
    this.saltKey = saltKey;
    this.block = block;
    this.leaves = leaves;
    this.tree = MerkleTree.over(leaves);
  }

  /**
   * Hashes all parts of a block, and all that is over them; about a µs for each usage.
   *
   * @param saltKey of the block
   */
  public static BlockTree of(byte[] saltKey, UsageBlock block) {
    return new BlockTree(saltKey, block, leaves(saltKey, block));
  }

  private static byte[] leaves(byte[] saltKey, UsageBlock block) {
    byte[] leaves = new byte[Math.multiplyExact(block.size(), TreeHash.LENGTH)];
    var parts = new CanonicalUsage.Leaves(saltKey);
    MessageDigest sha = Sha256.digest();
    byte[] hashes = new byte[0];
    for (int row = 0; row < block.size(); row++) {
      int length = Math.multiplyExact(parts(block, row), TreeHash.LENGTH);
      if (hashes.length < length) {
        hashes = new byte[Math.max(length, 2 * hashes.length)];
      }
      write(parts, block, row, hashes);
      sha.update(USAGE);
      sha.update(hashes, 0, length);
      try {
        sha.digest(leaves, row * TreeHash.LENGTH, TreeHash.LENGTH);
      } catch (DigestException e) {
        throw new IllegalStateException("a SHA-256 has %d bytes".formatted(TreeHash.LENGTH), e);
      }
    }
    return leaves;
  }

  private static void write(CanonicalUsage.Leaves parts, UsageBlock block, int row, byte[] hashes) {
    for (int part = 0; part < parts(block, row); part++) {
      parts.write(block, row, CanonicalUsage.HEADER + part, hashes, part * TreeHash.LENGTH);
    }
  }

  /** The header and the contributions. */
  private static int parts(UsageBlock block, int row) {
    return 1 + block.endContribution(row) - block.firstContribution(row);
  }

  /**
   * The leaf of a usage of which the hashes of all parts are known.
   *
   * @param parts of the header, then of each contribution
   */
  public static TreeHash leaf(List<TreeHash> parts) {
    MessageDigest sha = Sha256.digest();
    sha.update(USAGE);
    parts.forEach(it -> sha.update(it.bytes()));
    return TreeHash.of(sha.digest());
  }

  /** What stands for all usages of the block, in the entry of its event. */
  public Contents contents() {
    return new Contents(block.size(), tree.root());
  }

  /**
   * The salted hashes of the header and of each contribution of a usage.
   *
   * @throws IndexOutOfBoundsException if the block has no such row
   */
  public List<TreeHash> parts(int row) {
    Objects.checkIndex(row, block.size());
    byte[] hashes = new byte[parts(block, row) * TreeHash.LENGTH];
    write(new CanonicalUsage.Leaves(saltKey), block, row, hashes);
    var parts = new ArrayList<TreeHash>();
    for (int at = 0; at < hashes.length; at += TreeHash.LENGTH) {
      parts.add(TreeHash.of(Arrays.copyOfRange(hashes, at, at + TreeHash.LENGTH)));
    }
    return parts;
  }

  /** The leaf of a usage. */
  public TreeHash leaf(int row) {
    return TreeHash.of(leaves, Objects.checkIndex(row, block.size()) * TreeHash.LENGTH);
  }

  /** What proves a usage's leaf against the root. */
  public List<TreeHash> inclusion(int row) {
    return tree.inclusion(row);
  }
}
