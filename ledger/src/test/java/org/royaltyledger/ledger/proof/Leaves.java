package org.royaltyledger.ledger.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Leaves in memory, with the hashes of all parts that are full. */
final class Leaves {

  private final Map<List<Long>, TreeHash> hashes = new HashMap<>();
  private final Frontier frontier = new Frontier();

  /** Numbered ones, each different. */
  static Leaves numbered(int count) {
    var leaves = new Leaves();
    for (int i = 0; i < count; i++) {
      leaves.add(new byte[] {(byte) i, (byte) (i >>> 8)});
    }
    return leaves;
  }

  void add(byte[] data) {
    frontier.add(
        TreeHash.leaf(data),
        (level, index, hash) -> hashes.put(List.of((long) level, index), hash));
  }

  Frontier frontier() {
    return frontier;
  }

  Subtrees subtrees() {
    return (level, index) ->
        java.util.Optional.ofNullable(hashes.get(List.of((long) level, index)))
            .orElseThrow(
                (Supplier<AssertionError>)
                    () -> new AssertionError("%d/%d is not full".formatted(level, index)));
  }

  MerkleTree tree(long size) {
    return new MerkleTree(subtrees(), size);
  }
}
