package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as the close of its month seals it: whose it is, the digest of its figures, and since
 * version 2 which of how many of its party it is, so that none of them can be kept back.
 *
 * <p>Its bytes are the version and its four texts in the order of the components, each as its
 * length in bytes (int32, big endian) and its UTF-8; then number and count (int32).
 *
 * @param digest {@code 1:} and 64 hexadecimal digits
 * @param among null in version 1
 */
public record SealedStatement(
    String period, String party, String currency, String digest, @Nullable Among among) {

  /** The version that closes seal with. */
  public static final int VERSION = 2;

  /**
   * Which of a party's statements of a month.
   *
   * @param number from 1, by currency
   * @param of how many there are
   */
  public record Among(int number, int of) {}

  /**
   * The same, each with its place among those of its party.
   *
   * @param all of a month, by party and currency
   */
  public static List<SealedStatement> numbered(List<SealedStatement> all) {
    var numbered = new ArrayList<SealedStatement>(all.size());
    for (int first = 0; first < all.size(); first = numbered.size()) {
      String party = all.get(first).party;
      int end = first;
      while (end < all.size() && all.get(end).party.equals(party)) {
        end++;
      }
      for (int i = first; i < end; i++) {
        SealedStatement it = all.get(i);
        numbered.add(
            new SealedStatement(
                it.period,
                it.party,
                it.currency,
                it.digest,
                new Among(i - first + 1, end - first)));
      }
    }
    return numbered;
  }

  /** What is hashed to the leaf, after the salt. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream(128);
    bytes.write(among == null ? 1 : 2);
    for (String it : List.of(period, party, currency, digest)) {
      byte[] utf8 = it.getBytes(UTF_8);
      bytes.writeBytes(int32(utf8.length));
      bytes.writeBytes(utf8);
    }
    if (among != null) {
      bytes.writeBytes(int32(among.number));
      bytes.writeBytes(int32(among.of));
    }
    return bytes.toByteArray();
  }

  private static byte[] int32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /**
   * The statement's leaf: nobody can find out by trying what another party's statement says.
   *
   * @param salt of this statement alone
   */
  public TreeHash leaf(byte[] salt) {
    return TreeHash.leaf(salt, bytes());
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
