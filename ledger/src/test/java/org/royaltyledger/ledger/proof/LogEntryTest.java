package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.value.Sha256;

/**
 * The expected leaves come from Python's struct and hashlib, not from this code:
 *
 * <pre>{@code
 * python3 - <<'E'
 * import struct, hashlib, hmac
 * H = lambda b: hashlib.sha256(b).digest()
 * t = lambda s: struct.pack('>i', len(s.encode())) + s.encode()
 * o = lambda s: b'\0' if s is None else b'\1' + t(s)
 * def leaf(kind, revision, contents):
 *   e = (b'\1' + struct.pack('>q', 7) + t('e-7') + t('usages/bj\u00f8rk') + struct.pack('>q', 0) + o(kind)
 *        + t('2026-10-03T12:00:00.000Z') + t('usage-block-recorded') + o(revision) + H(b'payload') + H(b'{}')
 *        + (b'\0' if contents is None else b'\1' + struct.pack('>i', 2) + contents))
 *   return H(b'\0' + e).hex()
 * def salted(kind, revision, contents, salt = bytes(range(32))):
 *   part = lambda n, b: H(b'\0' + hmac.digest(salt, bytes([n]), 'sha256') + b)
 *   e = (b'\2' + struct.pack('>q', 7) + t('2026-10-03T12:00:00.000Z') + t('usage-block-recorded') + o(revision)
 *        + part(0, t('e-7') + t('usages/bj\u00f8rk') + struct.pack('>q', 0) + o(kind)) + part(1, b'payload')
 *        + part(2, b'{}') + (b'\0' if contents is None else b'\1' + struct.pack('>i', 2) + contents))
 *   return H(b'\0' + e).hex()
 * for it in leaf, salted:
 *   print(it('Usages', '1', H(b'')), it(None, None, None), sep='\n')
 * E
 * }</pre>
 */
class LogEntryTest {

  private static final Contents USAGES = new Contents(2, TreeHash.EMPTY);

  @Test
  void leaves_are_frozen() {
    assertThat(entry("Usages", "1", USAGES, null).leaf())
        .hasToString("a649e205309c559300bce3d0585ce2367592ca523c1c239014ab14e7e777e6ce");
    assertThat(entry(null, null, null, null).leaf())
        .hasToString("beff33be61d445a699869301974f0c744cd9ea3e1993b869042a53d38cab51f0");
    assertThat(entry("Usages", "1", USAGES, salt(0)).leaf())
        .hasToString("4cbd97953c2ab6f30e3632122036eeaac207de5d75026a9d7ee20207dcee8e66");
    assertThat(entry(null, null, null, salt(0)).leaf())
        .hasToString("43f860968083cfe46e0814576324dfaa40181589029e41b1a486e44344d52942");
  }

  @Test
  void each_part_of_an_entry_changes_its_leaf() {
    var all = new ArrayList<LogEntry>();
    for (byte @Nullable [] salt : Arrays.asList(null, salt(0), salt(1))) {
      all.add(entry("Usages", "1", USAGES, salt));
      all.add(entry(null, "1", USAGES, salt));
      all.add(entry("", "1", USAGES, salt));
      all.add(entry("Usages", null, USAGES, salt));
      all.add(entry("Usages", "1", null, salt));
      all.add(entry("Usages", "1", new Contents(3, TreeHash.EMPTY), salt));
      all.add(entry(8, "e", "a", 0, "s", "n", "p", "m", salt));
      all.add(entry(7, "e", "a", 0, "s", "n", "p", "m", salt));
      all.add(entry(7, "ea", "", 0, "s", "n", "p", "m", salt));
      all.add(entry(7, "e", "a", 1, "s", "n", "p", "m", salt));
      all.add(entry(7, "e", "a", 0, "sn", "", "p", "m", salt));
      all.add(entry(7, "e", "a", 0, "s", "n", "pm", "", salt));
      all.add(entry(7, "e", "a", 0, "s", "n", "m", "p", salt));
    }

    assertThat(all.stream().map(LogEntry::leaf)).doesNotHaveDuplicates();
  }

  /** Else one could be tried where the other was shown. */
  @Test
  void salts_of_parts_and_of_events_differ_and_an_entry_shows_no_name() {
    LogEntry one = entry("Usages", "1", USAGES, salt(0));
    LogEntry other = entry("Usages", "1", USAGES, salt(1));

    assertThat(
            Stream.of(one, other)
                .flatMap(it -> Stream.of(LogEntry.Part.values()).map(it::saltOf))
                .map(HexFormat.of()::formatHex))
        .doesNotHaveDuplicates()
        .hasSize(6);
    assertThat(new String(one.bytes(), UTF_8))
        .contains("usage-block-recorded", "2026-10-03")
        .doesNotContain("bj\u00f8rk", "e-7", "payload");
    String plain = Sha256.hex(one.payload());
    assertThat(HexFormat.of().formatHex(one.bytes())).doesNotContain(plain);
  }

  private static byte[] salt(int first) {
    byte[] salt = new byte[LogEntry.SALT];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) (first + i);
    }
    return salt;
  }

  private static LogEntry entry(
      long place,
      String identifier,
      String stream,
      long number,
      String time,
      String name,
      String payload,
      String metaData,
      byte @Nullable [] salt) {
    return new LogEntry(
        place,
        identifier,
        stream,
        number,
        "t",
        time,
        name,
        "1",
        bytes(payload),
        bytes(metaData),
        null,
        salt);
  }

  private static LogEntry entry(
      @Nullable String aggregateType,
      @Nullable String revision,
      @Nullable Contents contents,
      byte @Nullable [] salt) {
    return new LogEntry(
        7,
        "e-7",
        "usages/bj\u00f8rk",
        0,
        aggregateType,
        "2026-10-03T12:00:00.000Z",
        "usage-block-recorded",
        revision,
        bytes("payload"),
        bytes("{}"),
        contents,
        salt);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
