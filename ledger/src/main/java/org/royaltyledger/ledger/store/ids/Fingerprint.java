package org.royaltyledger.ledger.store.ids;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * 64 bits of an id under a key: SipHash-2-4 of its UTF-8 bytes.
 *
 * <p>Keyed, so that nobody outside can make ids whose fingerprints meet, and slow the look-up down.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson, Bernstein: SipHash</a>
 */
public final class Fingerprint implements Fingerprinting {

  /** The length of a key, in bytes. */
  public static final int KEY = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ASCII = 0x80;

  private final long key0;
  private final long key1;

  /**
   * @param key {@value #KEY} bytes
   */
  public Fingerprint(byte[] key) {
    if (key.length != KEY) {
      throw new IllegalArgumentException("a key has 16 bytes, not " + key.length);
    }
    key0 = (long) LONG.get(key, 0);
    key1 = (long) LONG.get(key, Long.BYTES);
  }

  @Override
  public long of(String id) {
    int length = id.length();
    State state = new State(key0, key1);
    long word = 0;
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (c >= ASCII) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
      }
      word |= (long) c << ((i & 7) * 8);
      if ((i & 7) == 7) {
        state.take(word);
        word = 0;
      }
    }
    return state.end(word, length);
  }

  @Override
  public long of(byte[] utf8, int offset, int length) {
    State state = new State(key0, key1);
    int at = offset;
    for (int end = offset + (length & ~7); at < end; at += Long.BYTES) {
      state.take((long) LONG.get(utf8, at));
    }
    long word = 0;
    for (int i = 0; i < (length & 7); i++) {
      word |= (utf8[at + i] & 0xFFL) << (i * 8);
    }
    return state.end(word, length);
  }

  /** Lives no longer than one call, so that it is kept in registers. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void take(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long end(long rest, int length) {
      take(rest | ((long) length << 56));
      v2 ^= 0xFF;
      round();
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
