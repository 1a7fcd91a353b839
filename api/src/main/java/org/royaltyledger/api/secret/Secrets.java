package org.royaltyledger.api.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Sha256;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Makes secrets, and hashes that tell whether somebody has them. */
public final class Secrets {

  /** What each token begins with, so that one that is lost is found and known for what it is. */
  public static final String TOKEN = "rl_";

  private static final int TOKEN_BYTES = 32;
  private static final int LEAST_CHARACTERS = 12;

  /** All that bcrypt looks at. */
  private static final int MOST_BYTES = 72;

  /** A quarter of a second on one core. */
  private static final int STRENGTH = 12;

  /** Without what is mistaken for something else when it is copied by hand. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder(STRENGTH);

  /** Of no password: who is not known is to wait as long as who is. */
  private static final String NOBODYS = BCRYPT.encode(oneTimePassword());

  private Secrets() {}

  /** A token of 256 random bits. */
  public static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return TOKEN + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What stands for a token in the store: it has too many bits to be tried. */
  public static String hashOfToken(String token) {
    return HexFormat.of().formatHex(Sha256.of(token.getBytes(UTF_8)));
  }

  /** A password of some 99 random bits, in groups to be read out. */
  public static String oneTimePassword() {
    var password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      password.append(i > 0 && i % 5 == 0 ? "-" : "");
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /**
   * What stands for a password in the store.
   *
   * @throws Refused BAD_INPUT if it has fewer than 12 characters or more than 72 bytes
   */
  public static String hashOfPassword(String password) {
    if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS
        || password.getBytes(UTF_8).length > MOST_BYTES) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a password has %d characters at least and %d bytes at most: take some words that do not belong together"
              .formatted(LEAST_CHARACTERS, MOST_BYTES));
    }
    return BCRYPT.encode(password);
  }

  /**
   * Whether a password is that of a hash.
   *
   * @param hash empty if there is none; it takes as long
   */
  public static boolean isPassword(String password, String hash) {
    if (password.getBytes(UTF_8).length > MOST_BYTES) {
      return false;
    }
    boolean is = BCRYPT.matches(password, hash.isEmpty() ? NOBODYS : hash);
    return is && !hash.isEmpty();
  }
}
