package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Who signs notes. Written down it is two lines, and a secret: {@code PRIVATE+KEY+NAME+ID+SEED}, as
 * Go's note package writes it, and the public {@link NoteKey}.
 */
public final class NoteSigner {

  private static final String SECRET = "PRIVATE+KEY+";

  private final NoteKey key;
  private final byte[] seed;

  private NoteSigner(NoteKey key, byte[] seed) {
    this.key = key;
    this.seed = seed.clone();
  }

  /**
   * A new one.
   *
   * @throws IllegalArgumentException if the name cannot be a key's
   */
  public static NoteSigner generated(String name) {
    Ed25519.Pair pair = Ed25519.generated();
    return new NoteSigner(new NoteKey(name, pair.publicKey()), pair.seed());
  }

  /**
   * Reads what {@link #written} gave.
   *
   * @throws IllegalArgumentException if it is not that, or the two lines do not belong together;
   *     the message does not have the secret
   */
  public static NoteSigner parse(String written) {
    List<String> lines = written.strip().lines().map(String::strip).toList();
    if (lines.size() != 2 || !lines.getFirst().startsWith(SECRET)) {
      throw new IllegalArgumentException(
          "a signing key is two lines: %sNAME+ID+SEED, and NAME+ID+KEY".formatted(SECRET));
    }
    NoteKey key = NoteKey.parse(lines.getLast());
    String[] parts = lines.getFirst().substring(SECRET.length()).split("\\+", 3);
    byte[] secret = parts.length == 3 ? decoded(parts[2]) : new byte[0];
    if (secret.length != 1 + Ed25519.KEY
        || secret[0] != NoteKey.KIND
        || !key.label().equals(parts[0] + "+" + parts[1] + "+")) {
      throw new IllegalArgumentException(
          "the two lines of the signing key '%s' do not belong together".formatted(key.name()));
    }
    var signer = new NoteSigner(key, Arrays.copyOfRange(secret, 1, secret.length));
    if (!key.verifies("a trial", signer.sign("a trial"))) {
      throw new IllegalArgumentException(
          "the seed of the signing key '%s' is another key's".formatted(key.name()));
    }
    return signer;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // its message would quote the secret
    }
  }

  /** The key that checks what this one signs. */
  public NoteKey key() {
    return key;
  }

  byte[] sign(String text) {
    return Ed25519.sign(seed, text.getBytes(UTF_8));
  }

  /** Both lines; whoever has them can sign. */
  public String written() {
    byte[] secret = new byte[1 + seed.length];
    secret[0] = NoteKey.KIND;
    System.arraycopy(seed, 0, secret, 1, seed.length);
    return SECRET + key.label() + Base64.getEncoder().encodeToString(secret) + "\n" + key + "\n";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "signer of " + key;
  }
}
