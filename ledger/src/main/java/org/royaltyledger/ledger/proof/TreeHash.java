package org.royaltyledger.ledger.proof;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Sha256;

/**
 * The hash of a leaf or a node of a Merkle tree, as RFC 6962 (2.1) makes it of SHA-256: what is a
 * leaf never looks like a node, so none can be passed off as the other.
 */
public final class TreeHash {

  /** Of a hash, in bytes. */
  public static final int LENGTH = 32;

  /** The root of a tree without leaves. */
  public static final TreeHash EMPTY = new TreeHash(Sha256.digest().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** SHA-256 of 00 and the data. */
  public static TreeHash leaf(byte[] data) {
    MessageDigest sha = Sha256.digest();
    sha.update(LEAF);
    return new TreeHash(sha.digest(data));
  }

  /** The same of data behind a salt: SHA-256 of 00, the salt and the data. */
  static TreeHash leaf(byte[] salt, byte[] data) {
    MessageDigest sha = Sha256.digest();
    sha.update(LEAF);
    sha.update(salt);
    return new TreeHash(sha.digest(data));
  }

  /** SHA-256 of 01 and both hashes. */
  public static TreeHash node(TreeHash left, TreeHash right) {
    MessageDigest sha = Sha256.digest();
    sha.update(NODE);
    sha.update(left.bytes);
    return new TreeHash(sha.digest(right.bytes));
  }

  /**
   * Hashes neighbours, many at once and without an object for each.
   *
   * @param hashes one after the other
   * @param count of pairs
   * @return one hash for each pair
   */
  static byte[] nodes(byte[] hashes, int count) {
    byte[] nodes = new byte[count * LENGTH];
    MessageDigest sha = Sha256.digest();
    try {
      for (int i = 0; i < count; i++) {
        sha.update(NODE);
        sha.update(hashes, 2 * i * LENGTH, 2 * LENGTH);
        sha.digest(nodes, i * LENGTH, LENGTH);
      }
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 has %d bytes".formatted(LENGTH), e);
    }
    return nodes;
  }

  /** One of many hashes. */
  static TreeHash of(byte[] hashes, int from) {
    return new TreeHash(Arrays.copyOfRange(hashes, from, from + LENGTH));
  }

  /**
   * @throws IllegalArgumentException if they are not 32
   */
  public static TreeHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a hash has %d bytes, this one %d".formatted(LENGTH, bytes.length));
    }
    return new TreeHash(bytes.clone());
  }

  /**
   * @throws IllegalArgumentException if it is not the base64 of 32 bytes
   */
  public static TreeHash ofBase64(String text) {
    return of(Base64.getDecoder().decode(text));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeHash it && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
