package org.royaltyledger.ledger.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.value.ContainsAi;

/**
 * The expected bytes come from Python's struct, hashlib and hmac, not from this code:
 *
 * <pre>{@code
 * python3 - <<'E'
 * import struct, hashlib, hmac
 * t = lambda s: struct.pack('>i', len(s.encode())) + s.encode()
 * o = lambda s: b'\0' if s is None else b'\1' + t(s)
 * h = (b'\1' + t('u-1') + struct.pack('>qi', 1791028800, 5) + t('OnDemandStream') + t('ai-remix')
 *      + t('SE') + o('l-42') + struct.pack('>q', 3) + o(None) + o('Partly') + o(None) + o('acme')
 *      + o('influence') + o('3') + o('0.93') + struct.pack('>i', 2))
 * c0 = b'\1' + struct.pack('>ib', 0, 0) + t('USRC17607839') + t('voice') + struct.pack('>qq', 5*10**11, 5*10**11)
 * c1 = b'\1' + struct.pack('>ib', 1, 1) + t('bj\u00f8rk') + t('') + struct.pack('>qq', 3*10**11, 5*10**11)
 * salt = lambda row, leaf: hmac.new(bytes(range(32)), struct.pack('>ii', row, leaf), 'sha256').digest()
 * leaf = lambda row, leaf, b: hashlib.sha256(b'\0' + salt(row, leaf) + b).hexdigest()
 * print(h.hex(), c0.hex(), c1.hex(), salt(0, -1).hex(), leaf(0, -1, h), leaf(0, 0, c0), leaf(0, 1, c1), sep='\n')
 * E
 * }</pre>
 */
class CanonicalUsageTest {

  private static final byte[] SALT_KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  @Test
  void header_has_its_frozen_bytes() {
    UsageBlock block = frozen();

    byte[] bytes = CanonicalUsage.header(block, 0);

    assertThat(hex(bytes))
        .isEqualTo(
            "0100000003752d31000000006ac0ee40000000050000000e4f6e44656d616e6453747265616d"
                + "0000000861692d72656d697800000002534501000000046c2d343200000000000000030001"
                + "00000006506172746c7900010000000461636d650100000009696e666c75656e6365010000"
                + "0001330100000004302e393300000002");
  }

  @Test
  void contributions_have_their_frozen_bytes() {
    UsageBlock block = frozen();

    assertThat(hex(CanonicalUsage.contribution(block, 0, 0)))
        .isEqualTo(
            "0100000000000000000c55535243313736303738333900000005766f69636500000074"
                + "6a528800000000746a528800");
    assertThat(hex(CanonicalUsage.contribution(block, 0, 1)))
        .isEqualTo("01000000010100000006626ac3b8726b0000000000000045d964b800000000746a528800");
  }

  @Test
  void salts_and_leaf_hashes_are_frozen() {
    UsageBlock block = frozen();
    CanonicalUsage.Leaves leaves = new CanonicalUsage.Leaves(SALT_KEY);

    byte[] salt = CanonicalUsage.salt(SALT_KEY, 0, CanonicalUsage.HEADER);

    assertThat(hex(salt))
        .isEqualTo("b04d52751ccd173ee905abca8ff9dd2b9626f96ee9912017f78bda9978282359");
    assertThat(hex(CanonicalUsage.leafHash(salt, CanonicalUsage.header(block, 0))))
        .isEqualTo("86409da8fb44fcd9a46fe6b7755d62e0d32050c6d5b3f9519139e144d315f8f5");
    assertThat(hex(leaves.hash(block, 0, CanonicalUsage.HEADER)))
        .isEqualTo("86409da8fb44fcd9a46fe6b7755d62e0d32050c6d5b3f9519139e144d315f8f5");
    assertThat(hex(leaves.hash(block, 0, 0)))
        .isEqualTo("af3814eb57e4086a1ffb9299341fc00ca9464c9d1b5b23174969e78054cd7b8d");
    assertThat(hex(leaves.hash(block, 0, 1)))
        .isEqualTo("106e5aa75966a8e08796768579273e935d6c482d9be6dd9a4875385215274095");
  }

  @Test
  void a_contribution_that_is_not_there_has_no_bytes() {
    assertThatThrownBy(() -> CanonicalUsage.contribution(frozen(), 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void usages_are_the_same_whatever_block_they_stand_in() {
    UsageBlock.Builder other = new UsageBlock.Builder();
    usage(other, "u-0", "SE", "l-1", 500, 500);

    UsageBlock block = usage(other, "u-1", "SE", "l-42", 300, 500).build();

    assertThat(CanonicalUsage.same(frozen(), 0, block, 1)).isTrue();
    assertThat(CanonicalUsage.same(frozen(), 0, block, 0)).isFalse();
  }

  @Test
  void usages_are_compared_by_given_weights_not_by_used_ones() {
    assertThat(CanonicalUsage.same(frozen(), 0, one("u-1", "SE", "l-42", 300, 700), 0)).isTrue();
    assertThat(CanonicalUsage.same(frozen(), 0, one("u-1", "SE", "l-42", 301, 500), 0)).isFalse();
  }

  @Test
  void usages_that_differ_in_a_field_are_not_the_same() {
    assertThat(CanonicalUsage.same(frozen(), 0, one("u-2", "SE", "l-42", 300, 500), 0)).isFalse();
    assertThat(CanonicalUsage.same(frozen(), 0, one("u-1", "DE", "l-42", 300, 500), 0)).isFalse();
    assertThat(CanonicalUsage.same(frozen(), 0, one("u-1", "SE", null, 300, 500), 0)).isFalse();
  }

  @Test
  void a_missing_contribution_is_a_difference() {
    UsageBlock more =
        usage(new UsageBlock.Builder(), "u-1", "SE", "l-42", 300, 500)
            .contribution(false, "T1", "", 0, 0)
            .build();

    assertThat(CanonicalUsage.same(frozen(), 0, more, 0)).isFalse();
    assertThat(CanonicalUsage.same(more, 0, frozen(), 0)).isFalse();
  }

  private static UsageBlock frozen() {
    return one("u-1", "SE", "l-42", 300, 500);
  }

  private static UsageBlock one(
      String id, String territory, @Nullable String listener, long given, long used) {
    return usage(new UsageBlock.Builder(), id, territory, listener, given, used).build();
  }

  /** Weights in thousandths. */
  private static UsageBlock.Builder usage(
      UsageBlock.Builder block,
      String id,
      String territory,
      @Nullable String listener,
      long given,
      long used) {
    return block
        .usage(
            id,
            1_791_028_800,
            5,
            "OnDemandStream",
            "ai-remix",
            territory,
            listener,
            3,
            null,
            ContainsAi.PARTLY,
            null,
            new Attribution("acme", "influence", "3", "0.93"))
        .contribution(false, "USRC17607839", "voice", 500_000_000_000L, 500_000_000_000L)
        .contribution(true, "bjørk", "", given * 1_000_000_000L, used * 1_000_000_000L);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
