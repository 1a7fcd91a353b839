package org.royaltyledger.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.proof.SealedStatement.Among;

/**
 * The expected leaves come from Python's struct and hashlib, not from this code:
 *
 * <pre>{@code
 * python3 - <<'E'
 * import hashlib, struct
 * t = lambda s: struct.pack('>i', len(s.encode())) + s.encode()
 * for version, more in ((1, b''), (2, struct.pack('>ii', 2, 3))):
 *   data = bytes(range(32)) + bytes([version]) + b''.join(map(t, ('2026-10', 'mia \u6f22', 'EUR', '1:ab')))
 *   print(hashlib.sha256(b'\0' + data + more).hexdigest())
 * E
 * }</pre>
 */
class SealedStatementTest {

  private static SealedStatement statement(String party, String currency, @Nullable Among among) {
    return new SealedStatement("2026-10", party, currency, "1:ab", among);
  }

  @Test
  void leaves_are_frozen() {
    byte[] salt = new byte[32];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) i;
    }

    assertThat(statement("mia \u6f22", "EUR", null).leaf(salt))
        .hasToString("f60f1def36c2f3648788fac52ffd28837f3046d8b27d19a6cf6a710256865c06");
    assertThat(statement("mia \u6f22", "EUR", new Among(2, 3)).leaf(salt))
        .hasToString("681c6d0db5dff2348cb1e585ecd9b3e7fea90368ae727cc8f887bc88321d7af8");
  }

  @Test
  void each_statement_is_numbered_among_those_of_its_party() {
    assertThat(
            SealedStatement.numbered(
                List.of(
                    statement("ann", "EUR", null),
                    statement("ann", "JPY", null),
                    statement("ann", "USD", null),
                    statement("ben", "EUR", null),
                    statement("eve", "EUR", null),
                    statement("eve", "SEK", null))))
        .containsExactly(
            statement("ann", "EUR", new Among(1, 3)),
            statement("ann", "JPY", new Among(2, 3)),
            statement("ann", "USD", new Among(3, 3)),
            statement("ben", "EUR", new Among(1, 1)),
            statement("eve", "EUR", new Among(1, 2)),
            statement("eve", "SEK", new Among(2, 2)));
    assertThat(SealedStatement.numbered(List.of())).isEmpty();
  }
}
