package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The expected leaves come from Python's struct and hashlib, not from this code:
 *
 * <pre>{@code
 * python3 - <<'E'
 * import struct, hashlib
 * H = lambda b: hashlib.sha256(b).digest()
 * t = lambda s: struct.pack('>i', len(s.encode())) + s.encode()
 * o = lambda s: b'\0' if s is None else b'\1' + t(s)
 * def leaf(kind, revision, contents):
 *   e = (b'\1' + struct.pack('>q', 7) + t('e-7') + t('usages/bj\u00f8rk') + struct.pack('>q', 0) + o(kind)
 *        + t('2026-10-03T12:00:00.000Z') + t('usage-block-recorded') + o(revision) + H(b'payload') + H(b'{}')
 *        + (b'\0' if contents is None else b'\1' + struct.pack('>i', 2) + contents))
 *   return H(b'\0' + e).hex()
 * print(leaf('Usages', '1', H(b'')), leaf(None, None, None), sep='\n')
 * E
 * }</pre>
 */
class LogEntryTest {

  private static final Contents USAGES = new Contents(2, TreeHash.EMPTY);

  @Test
  void leaves_are_frozen() {
    assertThat(entry("Usages", "1", USAGES).leaf())
        .hasToString("a649e205309c559300bce3d0585ce2367592ca523c1c239014ab14e7e777e6ce");
    assertThat(entry(null, null, null).leaf())
        .hasToString("beff33be61d445a699869301974f0c744cd9ea3e1993b869042a53d38cab51f0");
  }

  @Test
  void each_part_of_an_entry_changes_its_leaf() {
    List<LogEntry> all =
        List.of(
            entry("Usages", "1", USAGES),
            entry(null, "1", USAGES),
            entry("", "1", USAGES),
            entry("Usages", null, USAGES),
            entry("Usages", "1", null),
            entry("Usages", "1", new Contents(3, TreeHash.EMPTY)),
            new LogEntry(8, "e", "a", 0, "t", "s", "n", "1", bytes("p"), bytes("m"), null),
            new LogEntry(7, "e", "a", 0, "t", "s", "n", "1", bytes("p"), bytes("m"), null),
            new LogEntry(7, "ea", "", 0, "t", "s", "n", "1", bytes("p"), bytes("m"), null),
            new LogEntry(7, "e", "a", 1, "t", "s", "n", "1", bytes("p"), bytes("m"), null),
            new LogEntry(7, "e", "a", 0, "t", "sn", "", "1", bytes("p"), bytes("m"), null),
            new LogEntry(7, "e", "a", 0, "t", "s", "n", "1", bytes("pm"), bytes(""), null),
            new LogEntry(7, "e", "a", 0, "t", "s", "n", "1", bytes("m"), bytes("p"), null));

    assertThat(all.stream().map(LogEntry::leaf)).doesNotHaveDuplicates();
  }

  private static LogEntry entry(
      @Nullable String aggregateType, @Nullable String revision, @Nullable Contents contents) {
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
        contents);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
