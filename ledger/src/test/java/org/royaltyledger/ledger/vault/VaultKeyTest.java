package org.royaltyledger.ledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.personal.PersonalKind;

/** What is sealed opens under its own names and with its own key, and nowhere else. */
class VaultKeyTest {

  private final VaultKey key = VaultKey.generated();

  @Test
  void what_is_sealed_opens_again_and_shows_nothing_of_itself() {
    byte[] sealed = key.seal("party", "mia", "hash", "Mia Öberg");
    assertThat(key.open("party", "mia", "hash", sealed)).isEqualTo("Mia Öberg");
    assertThat(new String(sealed, UTF_8)).doesNotContain("Mia");
    assertThat(key.seal("party", "mia", "hash", "Mia Öberg")).isNotEqualTo(sealed);
  }

  @Test
  void a_row_that_is_moved_or_changed_does_not_open() {
    byte[] sealed = key.seal("party", "mia", "hash", "Mia");
    assertThat(key.open("party", "ben", "hash", sealed)).isNull();
    assertThat(key.open("artist", "mia", "hash", sealed)).isNull();
    assertThat(key.open("party", "miah", "ash", sealed)).isNull();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(key.open("party", "mia", "hash", changed)).as("byte %d", i).isNull();
    }
  }

  @Test
  void another_key_neither_opens_nor_gives_the_same_hash() {
    VaultKey other = VaultKey.generated();
    assertThat(other.open("party", "mia", "h", key.seal("party", "mia", "h", "Mia"))).isNull();
    assertThat(other.hash(PersonalKind.PARTY, "mia", "Mia"))
        .isNotEqualTo(key.hash(PersonalKind.PARTY, "mia", "Mia"));
    assertThat(other.id()).isNotEqualTo(key.id());
  }

  @Test
  void hash_is_of_kind_id_and_text_and_of_no_other_split_of_them() {
    assertThat(
            Set.of(
                key.hash(PersonalKind.PARTY, "mia", "Mia"),
                key.hash(PersonalKind.ARTIST, "mia", "Mia"),
                key.hash(PersonalKind.PARTY, "ben", "Mia"),
                key.hash(PersonalKind.PARTY, "miaM", "ia"),
                key.hash(PersonalKind.PARTY, "mia", "Ben")))
        .hasSize(5)
        .allMatch(it -> it.matches("[0-9a-f]{64}"));
  }

  /** What was sealed with a key that was written down opens for ever. */
  @Test
  void written_key_is_read_again() {
    String written = key.written();
    assertThat(written.lines()).hasSize(2);
    VaultKey read = VaultKey.parse("\n" + written + "\n");
    assertThat(read.id()).isEqualTo(key.id());
    assertThat(read.open("tax", "mia", "h", key.seal("tax", "mia", "h", "x"))).isEqualTo("x");
    assertThat(read.hash(PersonalKind.TAX, "mia", "x"))
        .isEqualTo(key.hash(PersonalKind.TAX, "mia", "x"));
  }

  @Test
  void key_hash_and_seal_are_frozen() {
    VaultKey frozen = VaultKey.parse(FROZEN);
    assertThat(frozen.id()).isEqualTo("f7445685ce27745a");
    assertThat(frozen.hash(PersonalKind.BANK, "mia", "holder=Mia\niban=SE45"))
        .isEqualTo("b278a55f501d4ccb3acdc6fb5797640f5448179aa336c205713194d6e00d0976");
    assertThat(
            frozen.open(
                "bank",
                "mia",
                "h",
                HexFormat.of()
                    .parseHex(
                        "01eb7a54a6a78e61c5a46410d964750c8d3aade30af46cc21e9ec6fea5c17fa30c653298b3fda500f5eba146f26b0f11744766cf1a")))
        .isEqualTo("holder=Mia\niban=SE45");
  }

  private static final String FROZEN =
      """
      {"primaryKeyId":3950662822,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey","value":"GiDhOiHhiMBAIsdJHonIRDisgbAjgAzcuXfdW8DnivJ+Mg==","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":3950662822,"outputPrefixType":"TINK"}]}
      {"primaryKeyId":2719592480,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.HmacPrfKey","value":"EgIIAxogtRXtse4LN91DbHYr0vL2jIUUuF4tE47ZoeE35mzlX30=","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":2719592480,"outputPrefixType":"RAW"}]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "secret\nsecret", "{}\n{}", "{\"a\":\"secret\"}\n[]"})
  void what_is_no_key_is_refused_without_a_word_of_it(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VaultKey.parse(text))
        .withMessageNotContaining("secret");
  }
}
