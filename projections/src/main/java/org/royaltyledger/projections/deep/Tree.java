package org.royaltyledger.projections.deep;

import java.util.ArrayList;
import java.util.List;

/** A Merkle tree (RFC 6962) that grows leaf by leaf, of which only the right edge is kept. */
final class Tree {

  /** Takes each full part of the tree as it becomes full. */
  interface Parts {
    void full(int level, long position, byte[] hash);
  }

  /** By level: the full part that waits for its neighbour, if the bit of the size is set. */
  private final List<byte[]> edge = new ArrayList<>();

  private long size;

  long size() {
    return size;
  }

  void add(byte[] leaf, Parts parts) {
    byte[] hash = leaf;
    int level = 0;
    parts.full(0, size, hash);
    for (long position = size; (position & 1) == 1; position >>= 1) {
      hash = Sha.node(edge.get(level++), hash);
      parts.full(level, position >> 1, hash);
    }
    while (edge.size() <= level) {
      edge.add(hash);
    }
    edge.set(level, hash);
    size++;
  }

  byte[] root() {
    byte[] root = null;
    for (int level = 0; level < edge.size(); level++) {
      if ((size >> level & 1) == 1) {
        root = root == null ? edge.get(level) : Sha.node(edge.get(level), root);
      }
    }
    return root == null ? Sha.of(new byte[0]) : root;
  }
}
