package org.royaltyledger.ledger.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 of the JDK, with keys as notes write them: 32 bytes each. */
final class Ed25519 {

  /** Of a public key, and of the seed that a private one is made of. */
  static final int KEY = 32;

  private static final String NAME = "Ed25519";

  // What stands before the 32 bytes in the encodings that the JDK reads (RFC 8410).
  private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519() {}

  /** A seed and the public key that belongs to it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Pair(byte[] seed, byte[] publicKey) {}

  static Pair generated() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
      return new Pair(
          last(pair.getPrivate().getEncoded(), PRIVATE),
          last(pair.getPublic().getEncoded(), PUBLIC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static byte[] sign(byte[] seed, byte[] message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(NAME)
              .generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE, seed)));
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a seed of 32 bytes can always sign", e);
    }
  }

  /** Whether it is the key's signature; false also for what cannot be one. */
  static boolean verifies(byte[] publicKey, byte[] message, byte[] signed) {
    try {
      PublicKey key =
          KeyFactory.getInstance(NAME)
              .generatePublic(new X509EncodedKeySpec(joined(PUBLIC, publicKey)));
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] last(byte[] encoded, byte[] before) {
    if (!Arrays.equals(before, Arrays.copyOf(encoded, before.length))
        || encoded.length != before.length + KEY) {
      throw new IllegalStateException("an Ed25519 key in an encoding that is not known");
    }
    return Arrays.copyOfRange(encoded, before.length, encoded.length);
  }

  private static byte[] joined(byte[] before, byte[] key) {
    byte[] all = Arrays.copyOf(before, before.length + key.length);
    System.arraycopy(key, 0, all, before.length, key.length);
    return all;
  }
}
