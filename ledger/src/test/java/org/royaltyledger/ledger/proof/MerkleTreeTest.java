package org.royaltyledger.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

  /** More than two full levels of tiles of 8, and every shape of a right edge below. */
  private static final int MANY = 70;

  private static final Leaves LEAVES = Leaves.numbered(MANY);

  /** The roots of Certificate Transparency's own reference tree. */
  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void roots_are_those_of_the_reference_tree(int size, String root) {
    var leaves = new Leaves();
    for (String data :
        List.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .subList(0, size)) {
      leaves.add(HexFormat.of().parseHex(data));
    }
    assertThat(leaves.tree(size).root()).hasToString(root);
    assertThat(leaves.frontier().root()).hasToString(root);
  }

  @Test
  void right_edge_of_any_size_goes_on_where_it_was() {
    for (int size = 0; size <= MANY; size++) {
      var edge = new Frontier(LEAVES.subtrees(), size);
      assertThat(edge.root()).isEqualTo(LEAVES.tree(size).root());
      assertThat(edge.size()).isEqualTo(size);
      for (int i = size; i < MANY; i++) {
        edge.add(LEAVES.subtrees().hash(0, i), (level, index, hash) -> {});
      }
      assertThat(edge.root()).isEqualTo(LEAVES.tree(MANY).root());
    }
  }

  @Test
  void each_leaf_of_each_size_is_proven_and_at_no_other_place() {
    for (int size = 1; size <= MANY; size++) {
      MerkleTree tree = LEAVES.tree(size);
      for (int leaf = 0; leaf < size; leaf++) {
        List<TreeHash> path = tree.inclusion(leaf);
        TreeHash hash = LEAVES.subtrees().hash(0, leaf);
        assertThat(Proofs.isIncluded(hash, leaf, size, path, tree.root())).isTrue();
        for (int other = 0; other < size; other++) {
          assertThat(Proofs.isIncluded(hash, other, size, path, tree.root()))
              .as("leaf %d of %d, as %d", leaf, size, other)
              .isEqualTo(other == leaf);
        }
        assertThat(Proofs.isIncluded(hash, leaf, size, path, LEAVES.tree(size - 1).root()))
            .isFalse();
      }
    }
  }

  @Test
  void each_size_is_proven_to_have_grown_into_each_later_one() {
    for (int before = 0; before <= MANY; before++) {
      for (int after = before; after <= MANY; after++) {
        List<TreeHash> path = LEAVES.tree(after).consistency(before);
        TreeHash old = LEAVES.tree(before).root();
        TreeHash grown = LEAVES.tree(after).root();
        assertThat(Proofs.isConsistent(before, old, after, grown, path))
            .as("%d to %d", before, after)
            .isTrue();
        if (before < after) {
          assertThat(Proofs.isConsistent(before + 1, old, after, grown, path)).isFalse();
          assertThat(Proofs.isConsistent(before, grown, after, grown, path)).isFalse();
          assertThat(Proofs.isConsistent(before, old, after, old, path))
              .as("%d to %d with the old root", before, after)
              .isEqualTo(before == 0);
        }
      }
    }
  }

  @Test
  void proof_with_a_hash_changed_left_out_or_added_proves_nothing() {
    MerkleTree tree = LEAVES.tree(MANY);
    for (int at = 0; at < MANY; at++) {
      TreeHash leaf = LEAVES.subtrees().hash(0, at);
      for (List<TreeHash> wrong : spoilt(tree.inclusion(at))) {
        assertThat(Proofs.isIncluded(leaf, at, MANY, wrong, tree.root())).isFalse();
      }
      TreeHash old = LEAVES.tree(at).root();
      for (List<TreeHash> wrong : spoilt(tree.consistency(at))) {
        assertThat(Proofs.isConsistent(at, old, MANY, tree.root(), wrong)).isFalse();
      }
    }
  }

  private static List<List<TreeHash>> spoilt(List<TreeHash> path) {
    var all = new ArrayList<List<TreeHash>>();
    for (int i = 0; i < path.size(); i++) {
      var changed = new ArrayList<>(path);
      changed.set(i, TreeHash.EMPTY);
      var shorter = new ArrayList<>(path);
      shorter.remove(i);
      all.add(changed);
      all.add(shorter);
    }
    var longer = new ArrayList<>(path);
    longer.add(TreeHash.EMPTY);
    all.add(longer);
    return all;
  }

  @Test
  void tree_of_two_logs_that_differ_in_one_old_leaf_is_found_out() {
    var forged = new Leaves();
    for (int i = 0; i < MANY; i++) {
      forged.add(new byte[] {(byte) (i == 3 ? 99 : i), (byte) (i >>> 8)});
    }
    for (int before = 4; before < MANY; before++) {
      TreeHash kept = LEAVES.tree(before).root();
      assertThat(
              Proofs.isConsistent(
                  before,
                  kept,
                  MANY,
                  forged.tree(MANY).root(),
                  forged.tree(MANY).consistency(before)))
          .isFalse();
    }
  }

  @Test
  void what_is_not_in_the_tree_has_no_proof() {
    MerkleTree tree = LEAVES.tree(5);
    assertThatThrownBy(() -> tree.inclusion(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.consistency(6))
        .hasMessage("a tree of 5 leaves cannot grow out of one of 6");
    assertThat(Proofs.isIncluded(TreeHash.EMPTY, 0, 0, List.of(), TreeHash.EMPTY)).isFalse();
    assertThat(Proofs.isIncluded(TreeHash.EMPTY, -1, 5, List.of(), TreeHash.EMPTY)).isFalse();
    assertThat(Proofs.isConsistent(6, tree.root(), 5, tree.root(), List.of())).isFalse();
  }
}
