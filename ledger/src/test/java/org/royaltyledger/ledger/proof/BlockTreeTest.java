package org.royaltyledger.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;

class BlockTreeTest {

  private static final long HALF = 500_000_000_000L;

  private static final byte[] SALT_KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  /** Usages of 0 to 3 contributions, each to another label. */
  private static UsageBlock usages(int count) {
    var block = new UsageBlock.Builder();
    for (int row = 0; row < count; row++) {
      block.usage(
          "u-" + row,
          1_791_028_800L + row,
          0,
          "OnDemandStream",
          "remix",
          "SE",
          null,
          1,
          null,
          null,
          null,
          new Attribution(null, null, null, null));
      for (int c = 0; c < row % 4; c++) {
        block.contribution(false, "asset-" + c, "voice", HALF, HALF);
      }
    }
    return block.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 100})
  void each_usage_is_proven_by_one_of_its_parts_and_the_hashes_of_the_others(int count) {
    UsageBlock block = usages(count);
    BlockTree tree = BlockTree.of(SALT_KEY, block);
    for (int row = 0; row < count; row++) {
      for (int part = 0; part <= row % 4; part++) {
        int leaf = part - 1;
        byte[] said =
            leaf == CanonicalUsage.HEADER
                ? CanonicalUsage.header(block, row)
                : CanonicalUsage.contribution(block, row, leaf);
        byte[] salt = CanonicalUsage.salt(SALT_KEY, row, leaf);
        var parts = new ArrayList<>(tree.parts(row));
        assertThat(parts).hasSize(1 + row % 4);

        parts.set(part, TreeHash.of(CanonicalUsage.leafHash(salt, said)));

        assertThat(BlockTree.leaf(parts)).isEqualTo(tree.leaf(row));
        assertThat(proven(tree, BlockTree.leaf(parts), row)).as("usage %d", row).isTrue();
      }
    }
  }

  private static boolean proven(BlockTree tree, TreeHash leaf, int row) {
    Contents contents = tree.contents();
    return Proofs.isIncluded(leaf, row, contents.usages(), tree.inclusion(row), contents.root());
  }

  /**
   * Python's, of what {@link #usages} has in its first two rows:
   *
   * <pre>{@code
   * python3 - <<'E'
   * import struct, hashlib, hmac
   * H = lambda b: hashlib.sha256(b).digest()
   * t = lambda s: struct.pack('>i', len(s.encode())) + s.encode()
   * head = lambda row, n: (b'\1' + t('u-%d' % row) + struct.pack('>qi', 1791028800 + row, 0) + t('OnDemandStream')
   *     + t('remix') + t('SE') + b'\0' + struct.pack('>q', 1) + b'\0' * 7 + struct.pack('>i', n))
   * c0 = b'\1' + struct.pack('>ib', 0, 0) + t('asset-0') + t('voice') + struct.pack('>qq', 5*10**11, 5*10**11)
   * salt = lambda row, leaf: hmac.new(bytes(range(32)), struct.pack('>ii', row, leaf), 'sha256').digest()
   * part = lambda row, leaf, b: H(b'\0' + salt(row, leaf) + b)
   * u0 = H(b'\2' + part(0, -1, head(0, 0)))
   * u1 = H(b'\2' + part(1, -1, head(1, 1)) + part(1, 0, c0))
   * print(H(b'\1' + u0 + u1).hex())
   * E
   * }</pre>
   */
  @Test
  void root_of_a_block_is_frozen() {
    assertThat(BlockTree.of(SALT_KEY, usages(2)).contents())
        .isEqualTo(
            new Contents(
                2,
                TreeHash.of(
                    HexFormat.of()
                        .parseHex(
                            "913b95f3379c7e22cba5c2e8531d0c11a38542dfffca3433e5e7ec3d27e380a5"))));
  }

  @Test
  void the_same_contribution_in_two_usages_has_two_hashes() {
    BlockTree tree = BlockTree.of(SALT_KEY, usages(8));

    // Without salts, who has guessed what another label earned could see it in a proof.
    assertThat(tree.parts(1).get(1)).isNotEqualTo(tree.parts(5).get(1));
  }

  @Test
  void usage_is_not_proven_at_another_ones_place() {
    BlockTree tree = BlockTree.of(SALT_KEY, usages(8));

    assertThat(proven(tree, tree.leaf(5), 5)).isTrue();
    assertThat(proven(tree, tree.leaf(5), 1)).isFalse();
  }

  @Test
  void a_part_does_not_go_for_a_usage_nor_a_node_for_one() {
    BlockTree tree = BlockTree.of(SALT_KEY, usages(2));

    assertThat(tree.leaf(0)).isNotEqualTo(tree.parts(0).getFirst());
    assertThat(BlockTree.leaf(List.of(tree.leaf(0), tree.leaf(1))))
        .isNotEqualTo(tree.contents().root());
  }

  @Test
  void what_a_block_does_not_have_has_no_proof() {
    BlockTree tree = BlockTree.of(SALT_KEY, usages(3));

    assertThatThrownBy(() -> tree.leaf(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.parts(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.inclusion(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(BlockTree.of(SALT_KEY, usages(0)).contents())
        .isEqualTo(new Contents(0, TreeHash.EMPTY));
  }
}
