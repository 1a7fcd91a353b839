package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Sha256;

/**
 * A public key that signs notes, with its name (C2SP signed-note). As text it is {@code
 * NAME+ID+KEY}: the id in hexadecimal, the key in base64; this is what an auditor keeps.
 */
public final class NoteKey {

  /** What kind of signature: Ed25519. */
  static final byte KIND = 1;

  /** Of an id, in bytes. */
  static final int ID = 4;

  private final String name;
  private final byte[] publicKey;

  /**
   * @param publicKey 32 bytes
   * @throws IllegalArgumentException if the name is empty, or has a space, a + or a control
   *     character
   */
  NoteKey(String name, byte[] publicKey) {
    if (name.isEmpty()
        || name.codePoints()
            .anyMatch(it -> it == '+' || Character.isSpaceChar(it) || Character.isISOControl(it))) {
      throw new IllegalArgumentException(
          "a key's name is printable and has no space and no +, not '%s'".formatted(name));
    }
    if (publicKey.length != Ed25519.KEY) {
      throw new IllegalArgumentException(
          "a public key has %d bytes, not %d".formatted(Ed25519.KEY, publicKey.length));
    }
    this.name = name;
    this.publicKey = publicKey.clone();
  }

  /**
   * @throws IllegalArgumentException if it is no such text, or the id is another key's
   */
  public static NoteKey parse(String text) {
    String[] parts = text.split("\\+", 3); // base64 has + too
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key is NAME+ID+KEY, not '%s'".formatted(text));
    }
    byte[] key = Base64.getDecoder().decode(parts[2]);
    if (key.length != 1 + Ed25519.KEY || key[0] != KIND) {
      throw new IllegalArgumentException(
          "the key '%s' is not of Ed25519: such a key has the byte 01 and 32 more"
              .formatted(parts[0]));
    }
    var read = new NoteKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
    if (!HexFormat.of().formatHex(read.id()).equals(parts[1])) {
      throw new IllegalArgumentException(
          "the key '%s' has the id %s, not %s: it was not copied whole"
              .formatted(parts[0], HexFormat.of().formatHex(read.id()), parts[1]));
    }
    return read;
  }

  public String name() {
    return name;
  }

  /** {@code NAME+ID+}, which stands before the key. */
  String label() {
    return name + "+" + HexFormat.of().formatHex(id()) + "+";
  }

  /** The first four bytes of SHA-256 over name, newline, 01 and key. */
  byte[] id() {
    MessageDigest sha = Sha256.digest();
    sha.update((name + "\n").getBytes(UTF_8));
    sha.update(KIND);
    return Arrays.copyOf(sha.digest(publicKey), ID);
  }

  boolean verifies(String text, byte[] signature) {
    return Ed25519.verifies(publicKey, text.getBytes(UTF_8), signature);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteKey it
        && name.equals(it.name)
        && Arrays.equals(publicKey, it.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  @Override
  public String toString() {
    byte[] key = new byte[1 + publicKey.length];
    key[0] = KIND;
    System.arraycopy(publicKey, 0, key, 1, publicKey.length);
    return label() + Base64.getEncoder().encodeToString(key);
  }
}
