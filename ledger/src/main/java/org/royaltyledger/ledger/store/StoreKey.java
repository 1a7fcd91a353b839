package org.royaltyledger.ledger.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.royaltyledger.ledger.store.block.BlockId;
import org.royaltyledger.ledger.store.ids.Fingerprint;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store's own key: block ids and the hashes of names are made under it. */
public final class StoreKey {

  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * The key that a row of table {@link KeptBeside#STORE} holds.
   *
   * @param key 32 bytes
   */
  public StoreKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * The key of a store; a new store gets one.
   *
   * @throws org.royaltyledger.ledger.value.Refused READ_ONLY if it is a new one
   */
  public static StoreKey of(JdbcTemplate jdbc, ReadOnly readOnly) {
    List<byte[]> stored =
        jdbc.queryForList("select hmac_key from store where id = 1", byte[].class);
    if (!stored.isEmpty()) {
      return new StoreKey(stored.getFirst());
    }
    readOnly.refuse();
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    jdbc.update("insert into store (id, hmac_key) values (1, ?)", (Object) fresh);
    return new StoreKey(fresh);
  }

  /** HMAC-SHA256 of {@code content}, hexadecimal. */
  public String hash(byte[] content) {
    return HexFormat.of().formatHex(mac().doFinal(content));
  }

  /** The keyed hash of a name; the same name of another kind has another. */
  public String hashOfName(String kind, String name) {
    return hash((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
  }

  /** The salt of a statement's leaf: of this statement alone, and nothing follows from it. */
  public byte[] saltOf(String period, String party, String currency) {
    return mac()
        .doFinal(
            String.join("\n", "statement", period, party, currency)
                .getBytes(StandardCharsets.UTF_8));
  }

  /** What shows that a cursor was given out here, under a key of its own. */
  public byte[] signatureOfCursor(byte[] content) {
    byte[] own = mac().doFinal("cursors".getBytes(StandardCharsets.UTF_8));
    return new StoreKey(own).mac().doFinal(content);
  }

  /**
   * The keyed hash of a part of a result: whoever has it cannot find out by trying what it says.
   */
  String hashOfResult(byte[] payload) {
    Mac mac = mac();
    mac.update("result\n".getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(payload));
  }

  /** The id of a block, by its content. */
  String blockId(byte[] content) {
    return BlockId.ofContent(key.getEncoded(), content).hex();
  }

  /** The keyed hash of a usage's canonical bytes, header and contributions. */
  String hashOfUsage(UsageBlock block, int row) {
    Mac mac = mac();
    mac.update(CanonicalUsage.header(block, row));
    int contributions = block.endContribution(row) - block.firstContribution(row);
    for (int c = 0; c < contributions; c++) {
      mac.update(CanonicalUsage.contribution(block, row, c));
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  /** Fingerprints of usage ids, under a key of their own that follows from this one. */
  Fingerprint fingerprint() {
    byte[] own = mac().doFinal("usage ids".getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(Arrays.copyOf(own, Fingerprint.KEY));
  }

  /**
   * The secret that a webhook's messages are signed with, under a key of their own that follows
   * from this one: 32 bytes, the same whenever it is asked for.
   */
  public byte[] secretOfWebhook(String webhook) {
    byte[] own = mac().doFinal("webhook secrets".getBytes(StandardCharsets.UTF_8));
    return mac(new SecretKeySpec(own, ALGORITHM)).doFinal(webhook.getBytes(StandardCharsets.UTF_8));
  }

  /** A fresh HMAC-SHA256 under this key. */
  private Mac mac() {
    return mac(key);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
