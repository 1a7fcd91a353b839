package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A statement as the close of its month seals it, version 1: whose it is, and the digest of its
 * figures.
 *
 * <p>Its bytes are 01 and its four texts in the order of the components, each as its length in
 * bytes (int32, big endian) and its UTF-8.
 *
 * @param digest {@code 1:} and 64 hexadecimal digits
 */
public record SealedStatement(String period, String party, String currency, String digest) {

  private static final byte VERSION = 1;

  /** What is hashed to the leaf, after the salt. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream(128);
    bytes.write(VERSION);
    for (String it : List.of(period, party, currency, digest)) {
      byte[] utf8 = it.getBytes(UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
      bytes.writeBytes(utf8);
    }
    return bytes.toByteArray();
  }

  /**
   * The statement's leaf: nobody can find out by trying what another party's statement says.
   *
   * @param salt of this statement alone
   */
  public TreeHash leaf(byte[] salt) {
    byte[] bytes = bytes();
    return TreeHash.leaf(
        ByteBuffer.allocate(salt.length + bytes.length).put(salt).put(bytes).array());
  }

  /**
   * The tree over all statements of a month, by party and currency.
   *
   * @param leaves in that order
   */
  public static MerkleTree tree(List<TreeHash> leaves) {
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(leaves.size(), TreeHash.LENGTH));
    leaves.forEach(it -> all.put(it.bytes()));
    return MerkleTree.over(all.array());
  }
}
