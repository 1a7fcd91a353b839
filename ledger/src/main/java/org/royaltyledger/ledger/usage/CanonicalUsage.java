package org.royaltyledger.ledger.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Sha256;

/**
 * The canonical bytes of a usage's header and of each contribution, version 1, frozen for ever:
 * proofs are over them.
 *
 * <p>Both begin with a byte 01. Numbers are big endian; a text is its length in bytes (int32) and
 * its UTF-8; an optional text is 00, or 01 and the text.
 *
 * <ul>
 *   <li>header: usageId, seconds since 1970 (int64), nanos (int32), useType, offering, territory,
 *       optional listener, quantity (int64), optional modelVersion, containsAI, output, provider,
 *       method, version, confidence; number of contributions (int32)
 *   <li>contribution: its index in the usage (int32), kind (byte, 0 asset, 1 party), target, role,
 *       weight given and weight used (int64 each, trillionths)
 * </ul>
 */
public final class CanonicalUsage {

  /** The leaf of the header; contributions count from 0. */
  public static final int HEADER = -1;

  private static final byte VERSION = 1;

  /** Of a hash, in bytes. */
  private static final int HASH = 32;

  private CanonicalUsage() {}

  public static byte[] header(UsageBlock block, int row) {
    Bytes bytes = new Bytes();
    writeHeader(block, row, bytes);
    return bytes.copy();
  }

  /**
   * @param index of the contribution in its usage, from 0
   */
  public static byte[] contribution(UsageBlock block, int row, int index) {
    Bytes bytes = new Bytes();
    writeContribution(block, row, index, bytes);
    return bytes.copy();
  }

  /**
   * HMAC-SHA256 of row and leaf (int32 each) under the block's salt key.
   *
   * @param leaf {@link #HEADER} or a contribution's index
   */
  public static byte[] salt(byte[] saltKey, int row, int leaf) {
    return new Leaves(saltKey).salt(row, leaf);
  }

  /** SHA-256 of 00, salt and canonical bytes. */
  public static byte[] leafHash(byte[] salt, byte[] canonical) {
    MessageDigest sha = Sha256.digest();
    sha.update((byte) 0);
    sha.update(salt);
    return sha.digest(canonical);
  }

  /** Whether two usages say the same: all fields, and the weights as they were given. */
  public static boolean same(UsageBlock a, int rowA, UsageBlock b, int rowB) {
    return a.usageId[rowA].equals(b.usageId[rowB])
        && a.second[rowA] == b.second[rowB]
        && a.nano[rowA] == b.nano[rowB]
        && a.quantity[rowA] == b.quantity[rowB]
        && sameWord(a, a.useType[rowA], b, b.useType[rowB])
        && sameWord(a, a.offering[rowA], b, b.offering[rowB])
        && sameWord(a, a.territory[rowA], b, b.territory[rowB])
        && sameWord(a, a.listener[rowA], b, b.listener[rowB])
        && sameWord(a, a.modelVersion[rowA], b, b.modelVersion[rowB])
        && sameWord(a, a.containsAi[rowA], b, b.containsAi[rowB])
        && sameWord(a, a.output[rowA], b, b.output[rowB])
        && sameWord(a, a.provider[rowA], b, b.provider[rowB])
        && sameWord(a, a.method[rowA], b, b.method[rowB])
        && sameWord(a, a.version[rowA], b, b.version[rowB])
        && sameWord(a, a.confidence[rowA], b, b.confidence[rowB])
        && sameContributions(a, rowA, b, rowB);
  }

  private static boolean sameContributions(UsageBlock a, int rowA, UsageBlock b, int rowB) {
    int first = a.firstContribution(rowA);
    int shift = b.firstContribution(rowB) - first;
    if (a.endContribution(rowA) + shift != b.endContribution(rowB)) {
      return false;
    }
    for (int c = first; c < a.endContribution(rowA); c++) {
      int d = c + shift;
      if (a.byParty[c] != b.byParty[d]
          || a.given[c] != b.given[d]
          || !sameWord(a, a.target[c], b, b.target[d])
          || !sameWord(a, a.role[c], b, b.role[d])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameWord(UsageBlock a, int placeA, UsageBlock b, int placeB) {
    return Objects.equals(a.wordOrNull(placeA), b.wordOrNull(placeB));
  }

  private static void writeHeader(UsageBlock block, int row, Bytes to) {
    Attribution attribution = block.attribution(row);
    ContainsAi containsAi = block.containsAi(row);
    to.begin();
    to.octet(VERSION);
    to.text(block.usageId(row));
    to.int64(block.second(row));
    to.int32(block.nano(row));
    to.text(block.word(block.useType(row)));
    to.text(block.word(block.offering(row)));
    to.text(block.word(block.territory(row)));
    to.optional(block.wordOrNull(block.listener(row)));
    to.int64(block.quantity(row));
    to.optional(block.wordOrNull(block.modelVersion(row)));
    to.optional(containsAi == null ? null : containsAi.written());
    to.optional(block.wordOrNull(block.output(row)));
    to.optional(attribution.provider());
    to.optional(attribution.method());
    to.optional(attribution.version());
    to.optional(attribution.confidence());
    to.int32(block.endContribution(row) - block.firstContribution(row));
  }

  private static void writeContribution(UsageBlock block, int row, int index, Bytes to) {
    int c = block.firstContribution(row) + Objects.checkIndex(index, count(block, row));
    to.begin();
    to.octet(VERSION);
    to.int32(index);
    to.octet((byte) (block.byParty(c) ? 1 : 0));
    to.text(block.word(block.target(c)));
    to.text(block.word(block.role(c)));
    to.int64(block.given(c));
    to.int64(block.used(c));
  }

  private static int count(UsageBlock block, int row) {
    return block.endContribution(row) - block.firstContribution(row);
  }

  /** The leaves of one block, hashed one after the other with the same tools; for one thread. */
  public static final class Leaves {

    private final Salts salts;
    private final MessageDigest sha = Sha256.digest();
    private final Bytes bytes = new Bytes();

    public Leaves(byte[] saltKey) {
      salts = new Salts(saltKey);
    }

    public byte[] salt(int row, int leaf) {
      return salts.of(row, leaf).clone();
    }

    /**
     * @param leaf {@link #HEADER} or a contribution's index
     */
    public byte[] hash(UsageBlock block, int row, int leaf) {
      byte[] hash = new byte[HASH];
      write(block, row, leaf, hash, 0);
      return hash;
    }

    /** Writes the hash of a leaf at a place of an array. */
    public void write(UsageBlock block, int row, int leaf, byte[] to, int at) {
      if (leaf == HEADER) {
        writeHeader(block, row, bytes);
      } else {
        writeContribution(block, row, leaf, bytes);
      }
      sha.update((byte) 0);
      sha.update(salts.of(row, leaf));
      sha.update(bytes.buffer, 0, bytes.length);
      try {
        sha.digest(to, at, HASH);
      } catch (DigestException e) {
        throw new IllegalArgumentException("no room for a hash", e);
      }
    }
  }

  /** HMAC-SHA256 of many short messages under one key, which is hashed only once. */
  private static final class Salts {

    private static final int KEY_BLOCK = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final byte[] message = new byte[2 * Integer.BYTES];
    private final byte[] salt = new byte[HASH];

    Salts(byte[] key) {
      byte[] whole = Arrays.copyOf(key.length > KEY_BLOCK ? Sha256.of(key) : key, KEY_BLOCK);
      inner = padded(whole, 0x36);
      outer = padded(whole, 0x5c);
    }

    private static MessageDigest padded(byte[] key, int pad) {
      byte[] padded = key.clone();
      for (int i = 0; i < padded.length; i++) {
        padded[i] ^= (byte) pad;
      }
      MessageDigest digest = Sha256.digest();
      digest.update(padded);
      return digest;
    }

    /** The same array each time. */
    byte[] of(int row, int leaf) {
      ByteBuffer.wrap(message).putInt(row).putInt(leaf);
      try {
        MessageDigest hash = (MessageDigest) inner.clone();
        hash.update(message);
        hash.digest(salt, 0, HASH);
        hash = (MessageDigest) outer.clone();
        hash.update(salt);
        hash.digest(salt, 0, HASH);
        return salt;
      } catch (CloneNotSupportedException | DigestException e) {
        throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
      }
    }
  }

  private static final class Bytes {

    private byte[] buffer = new byte[512];
    private int length;

    void begin() {
      length = 0;
    }

    void octet(byte value) {
      room(1);
      buffer[length++] = value;
    }

    void int32(int value) {
      room(4);
      for (int shift = 24; shift >= 0; shift -= 8) {
        buffer[length++] = (byte) (value >>> shift);
      }
    }

    void int64(long value) {
      room(8);
      for (int shift = 56; shift >= 0; shift -= 8) {
        buffer[length++] = (byte) (value >>> shift);
      }
    }

    void text(String value) {
      byte[] utf8 = value.getBytes(UTF_8);
      int32(utf8.length);
      room(utf8.length);
      System.arraycopy(utf8, 0, buffer, length, utf8.length);
      length += utf8.length;
    }

    void optional(@Nullable String value) {
      octet((byte) (value == null ? 0 : 1));
      if (value != null) {
        text(value);
      }
    }

    byte[] copy() {
      return Arrays.copyOf(buffer, length);
    }

    private void room(int more) {
      if (buffer.length - length < more) {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
      }
    }
  }
}
