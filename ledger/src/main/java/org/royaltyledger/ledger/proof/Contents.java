package org.royaltyledger.ledger.proof;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the leaf of a block's event says of the usages in it.
 *
 * @param usages how many
 * @param root of the {@link BlockTree} over them
 */
public record Contents(int usages, TreeHash root) {

  /** As it stands in a leaf: the number (int32, big endian) and the root. */
  public byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + TreeHash.LENGTH)
        .putInt(usages)
        .put(root.bytes())
        .array();
  }

  /**
   * @return null if it is not what {@link #bytes} makes
   */
  public static @Nullable Contents of(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length != Integer.BYTES + TreeHash.LENGTH) {
      return null;
    }
    var from = ByteBuffer.wrap(bytes);
    int usages = from.getInt();
    byte[] root = new byte[TreeHash.LENGTH];
    from.get(root);
    return new Contents(usages, TreeHash.of(root));
  }
}
