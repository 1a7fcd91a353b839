package org.royaltyledger.ledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.personal.PersonalKind;

/**
 * The vault's key, which is never in the database: two keysets of Tink. One seals (AES-256-GCM),
 * the other makes keyed hashes (HMAC-SHA256 as a pseudo-random function).
 */
public final class VaultKey {

  private static final int HASH = 32;
  private static final int ID = 8;

  private final KeysetHandle sealing;
  private final KeysetHandle hashing;
  private final Aead aead;
  private final PrfSet prf;

  private VaultKey(KeysetHandle sealing, KeysetHandle hashing) throws GeneralSecurityException {
    this.sealing = sealing;
    this.hashing = hashing;
    aead = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
    prf = hashing.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  /** A new one. */
  public static VaultKey generated() {
    register();
    try {
      return new VaultKey(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
          KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM and HMAC-SHA256", e);
    }
  }

  /**
   * The key that {@link #written} gave.
   *
   * @throws IllegalArgumentException if it is none, without a word of what it says
   */
  public static VaultKey parse(String written) {
    register();
    List<String> lines = written.lines().filter(it -> !it.isBlank()).toList();
    if (lines.size() != 2) {
      throw new IllegalArgumentException("it has not two lines");
    }
    try {
      return new VaultKey(keyset(lines.getFirst()), keyset(lines.getLast()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "its lines are not a keyset that seals and one that hashes", e);
    }
  }

  private static void register() {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink lacks its own algorithms", e);
    }
  }

  private static KeysetHandle keyset(String line) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(line, InsecureSecretKeyAccess.get());
  }

  /**
   * The secret itself, for the file that it is kept in: two lines, each a keyset of Tink as JSON.
   */
  public String written() {
    try {
      return line(sealing) + line(hashing);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset cannot be written", e);
    }
  }

  private static String line(KeysetHandle keyset) throws GeneralSecurityException {
    String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    return json.replaceAll("[\\r\\n]", "") + "\n";
  }

  /** What tells this key from others, and nothing else of it. */
  public String id() {
    return HexFormat.of().formatHex(prf("royalty-ledger vault key".getBytes(UTF_8), ID));
  }

  /** The keyed hash of what is told of somebody; no two of kind, id and text share one. */
  public String hash(PersonalKind kind, String id, String text) {
    return HexFormat.of().formatHex(prf(joined(kind.written(), id, text), HASH));
  }

  /** What nobody reads without this key; another each time. */
  public byte[] seal(String kind, String id, String hash, String text) {
    try {
      return aead.encrypt(text.getBytes(UTF_8), joined(kind, id, hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault cannot seal", e);
    }
  }

  /**
   * The text that was sealed under the same kind, id and hash.
   *
   * @return null if it was not, or not with this key
   */
  public @Nullable String open(String kind, String id, String hash, byte[] sealed) {
    try {
      return new String(aead.decrypt(sealed, joined(kind, id, hash)), UTF_8);
    } catch (GeneralSecurityException _) {
      return null;
    }
  }

  private byte[] prf(byte[] content, int length) {
    try {
      return prf.computePrimary(content, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault cannot hash", e);
    }
  }

  /** Each with its length before it, so that no other parts give the same bytes. */
  private static byte[] joined(String... parts) {
    List<byte[]> bytes = List.of(parts).stream().map(it -> it.getBytes(UTF_8)).toList();
    var joined =
        ByteBuffer.allocate(bytes.stream().mapToInt(it -> Integer.BYTES + it.length).sum());
    bytes.forEach(it -> joined.putInt(it.length).put(it));
    return joined.array();
  }
}
