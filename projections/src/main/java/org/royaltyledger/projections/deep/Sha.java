package org.royaltyledger.projections.deep;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes, as RFC 6962 and docs/formats.md use them. */
final class Sha {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private Sha() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] leaf(byte[] data) {
    MessageDigest sha = digest();
    sha.update(LEAF);
    return sha.digest(data);
  }

  /** The same of data behind a salt. */
  static byte[] leaf(byte[] salt, byte[] data) {
    MessageDigest sha = digest();
    sha.update(LEAF);
    sha.update(salt);
    return sha.digest(data);
  }

  static byte[] node(byte[] left, byte[] right) {
    MessageDigest sha = digest();
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }

  /** HMAC-SHA256 over parts, one after the other. */
  static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
