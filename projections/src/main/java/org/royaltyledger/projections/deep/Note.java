package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed checkpoint (C2SP signed-note, tlog-checkpoint) as an outsider reads it.
 *
 * @param signatures name and base64 of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Note(String text, String origin, long size, byte[] root, String[][] signatures) {

  /** What stands before 32 bytes of a public Ed25519 key in its X.509 form. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final String DASH = "\u2014 ";
  private static final int KEY = 32;
  private static final int ID = 4;
  private static final int HASH = 32;

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Note parse(String note) {
    int end = note.indexOf("\n\n");
    String[] lines = end < 0 ? new String[0] : note.substring(0, end).split("\n", -1);
    if (lines.length < 3 || !lines[1].matches("[0-9]{1,18}") || !note.endsWith("\n")) {
      throw new IllegalArgumentException("it is no checkpoint");
    }
    byte[] root = Base64.getDecoder().decode(lines[2]);
    String[][] signatures =
        Arrays.stream(note.substring(end + 2).split("\n"))
            .map(
                line -> line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null)
            .map(parts -> parts == null || parts.length != 2 ? new String[] {"", ""} : parts)
            .toArray(String[][]::new);
    if (root.length != HASH) {
      throw new IllegalArgumentException("it is no checkpoint");
    }
    return new Note(
        note.substring(0, end + 1), lines[0], Long.parseLong(lines[1]), root, signatures);
  }

  /**
   * Whether this key has signed it.
   *
   * @param key {@code NAME+ID+KEY}
   */
  boolean isSignedBy(String key) {
    try {
      String[] parts = key.split("\\+", 3);
      byte[] bytes = Base64.getDecoder().decode(parts[2]);
      byte[] id = Arrays.copyOf(Sha.of(concat((parts[0] + "\n").getBytes(UTF_8), bytes)), ID);
      if (bytes.length != 1 + KEY
          || bytes[0] != 1
          || !HexFormat.of().formatHex(id).equals(parts[1])) {
        return false;
      }
      var ed25519 =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new X509EncodedKeySpec(concat(X509, Arrays.copyOfRange(bytes, 1, bytes.length))));
      for (String[] it : signatures) {
        byte[] both = Base64.getDecoder().decode(it[1]);
        if (it[0].equals(parts[0]) && Arrays.equals(id, Arrays.copyOf(both, ID))) {
          Signature signature = Signature.getInstance("Ed25519");
          signature.initVerify(ed25519);
          signature.update(text.getBytes(UTF_8));
          return signature.verify(Arrays.copyOfRange(both, ID, both.length));
        }
      }
      return false;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // of no key, or no signature
    }
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
