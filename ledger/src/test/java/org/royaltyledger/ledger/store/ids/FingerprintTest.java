package org.royaltyledger.ledger.store.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fingerprint is SipHash-2-4 of the UTF-8 bytes, whichever way the id comes. */
class FingerprintTest {

  private final Fingerprint fingerprint = new Fingerprint(numbers(16));

  /** Appendix A of the paper, and the first vectors of its authors' reference code. */
  @ParameterizedTest(name = "the bytes 0 to {0}, exclusive")
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5"
  })
  void agrees_with_the_published_vectors(int length, String expected) {
    assertThat(fingerprint.of(numbers(length), 0, length))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "usage-1",
        "12345678",
        "123456789abcdef01",
        "Ünïcode",
        "プレイ",
        "ab\uD83C\uDFB5"
      })
  void text_and_its_bytes_have_one_fingerprint(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    byte[] amid = new byte[bytes.length + 7];
    Arrays.fill(amid, (byte) 'x');
    System.arraycopy(bytes, 0, amid, 3, bytes.length);
    assertThat(fingerprint.of(id)).isEqualTo(fingerprint.of(amid, 3, bytes.length));
  }

  @Test
  void another_key_gives_another_fingerprint() {
    assertThat(new Fingerprint(new byte[16]).of("usage-1")).isNotEqualTo(fingerprint.of("usage-1"));
  }

  private static byte[] numbers(int length) {
    byte[] numbers = new byte[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (byte) i;
    }
    return numbers;
  }
}
