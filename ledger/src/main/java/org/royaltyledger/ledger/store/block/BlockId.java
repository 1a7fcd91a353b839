package org.royaltyledger.ledger.store.block;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * A block's name, by its content: the same usages in the same order have the same id in a store.
 *
 * @param hex 64 lower-case hexadecimal digits: HMAC-SHA256 of schema fingerprint and datum
 */
public record BlockId(String hex) {

  /**
   * @param key the store's
   */
  public static BlockId of(byte[] key, UsageBlock block) {
    return ofContent(key, UsageBlockCodec.contentBytes(block));
  }

  /**
   * @param content as {@link UsageBlockCodec#contentBytes} gives it
   */
  public static BlockId ofContent(byte[] key, byte[] content) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      hmac.update(UsageBlockCodec.fingerprintBytes());
      return new BlockId(HexFormat.of().formatHex(hmac.doFinal(content)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
