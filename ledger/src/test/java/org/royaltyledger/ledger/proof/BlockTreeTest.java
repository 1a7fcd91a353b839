package org.royaltyledger.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
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
  void each_usage_and_each_contribution_is_proven_by_what_it_says_and_its_salt(int count) {
    UsageBlock block = usages(count);
    BlockTree tree = BlockTree.of(SALT_KEY, block);
    for (int row = 0; row < count; row++) {
      for (int leaf = CanonicalUsage.HEADER; leaf < row % 4; leaf++) {
        byte[] said =
            leaf == CanonicalUsage.HEADER
                ? CanonicalUsage.header(block, row)
                : CanonicalUsage.contribution(block, row, leaf);
        byte[] salt = CanonicalUsage.salt(SALT_KEY, row, leaf);
        TreeHash hash = TreeHash.of(CanonicalUsage.leafHash(salt, said));
        assertThat(tree.leaf(row, leaf)).isEqualTo(hash);
        assertThat(
                Proofs.isIncluded(
                    hash,
                    BlockTree.index(block, row, leaf),
                    BlockTree.size(block),
                    tree.inclusion(row, leaf),
                    tree.root()))
            .as("usage %d, leaf %d", row, leaf)
            .isTrue();
      }
    }
  }

  @Test
  void the_same_contribution_in_two_usages_has_two_leaves() {
    BlockTree tree = BlockTree.of(SALT_KEY, usages(8));

    // Without salts, who has guessed what another label earned could see it in a proof.
    assertThat(tree.leaf(1, 0)).isNotEqualTo(tree.leaf(5, 0));
  }

  @Test
  void contribution_of_another_usage_is_not_this_ones() {
    UsageBlock block = usages(8);
    BlockTree tree = BlockTree.of(SALT_KEY, block);

    assertThat(
            Proofs.isIncluded(
                tree.leaf(5, 0),
                BlockTree.index(block, 1, 0),
                BlockTree.size(block),
                tree.inclusion(5, 0),
                tree.root()))
        .isFalse();
  }

  @Test
  void what_a_block_does_not_have_has_no_place() {
    UsageBlock block = usages(3);

    assertThat(BlockTree.size(block)).isEqualTo(3 + 3);
    assertThat(BlockTree.index(block, 2, 1)).isEqualTo(5);
    assertThatThrownBy(() -> BlockTree.index(block, 3, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> BlockTree.index(block, 1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(BlockTree.of(SALT_KEY, usages(0)).root()).isEqualTo(TreeHash.EMPTY);
  }
}
