package org.royaltyledger.projections.deep;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The root over the usages of a block, by docs/formats.md: each part of a usage is salted. */
final class UsageTree {

  private static final int HASH = 32;
  private static final int KEY_BLOCK = 64;
  private static final int HEADER = -1;
  private static final byte PART = 0;
  private static final byte USAGE = 2;

  private final Columns block;
  private final MessageDigest inner;
  private final MessageDigest outer;
  private final MessageDigest sha = Sha.digest();
  private final byte[] salt = new byte[HASH];
  private byte[] bytes = new byte[512];
  private int length;

  private UsageTree(byte[] saltKey, Columns block) {
    this.block = block;
    inner = begun(saltKey, 0x36);
    outer = begun(saltKey, 0x5c);
  }

  /**
   * HMAC's two hashes, each with the key in it, so that it is hashed once and not for each salt.
   */
  private static MessageDigest begun(byte[] key, int pad) {
    byte[] padded = Arrays.copyOf(key, KEY_BLOCK);
    for (int i = 0; i < KEY_BLOCK; i++) {
      padded[i] ^= (byte) pad;
    }
    MessageDigest digest = Sha.digest();
    digest.update(padded);
    return digest;
  }

  /** How many usages (int32, big endian) and the root over them. */
  static byte[] contents(byte[] saltKey, Columns block) {
    try {
      byte[] root = new UsageTree(saltKey, block).root();
      return ByteBuffer.allocate(Integer.BYTES + HASH).putInt(block.size()).put(root).array();
    } catch (DigestException | CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
  }

  private byte[] root() throws DigestException, CloneNotSupportedException {
    List<byte[]> level = new ArrayList<>(block.size());
    int contribution = 0;
    var parts = new ByteArrayOutputStream();
    for (int row = 0; row < block.size(); row++) {
      int count = (int) Columns.at(block.contributions, row);
      parts.reset();
      parts.write(USAGE);
      header(row, count);
      parts.writeBytes(part(row, HEADER));
      for (int index = 0; index < count; index++) {
        contribution(index, contribution++);
        parts.writeBytes(part(row, index));
      }
      level.add(sha.digest(parts.toByteArray()));
    }
    // An odd one at the end goes up as it is: in RFC 6962 the left part is full.
    while (level.size() > 1) {
      var above = new ArrayList<byte[]>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(Sha.node(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.getLast());
      }
      level = above;
    }
    return level.getFirst();
  }

  private byte[] part(int row, int index) throws DigestException, CloneNotSupportedException {
    MessageDigest mac = (MessageDigest) inner.clone();
    mac.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(row).putInt(index).array());
    mac.digest(salt, 0, HASH);
    mac = (MessageDigest) outer.clone();
    mac.update(salt);
    mac.digest(salt, 0, HASH);
    sha.update(PART);
    sha.update(salt);
    sha.update(bytes, 0, length);
    return sha.digest();
  }

  private void header(int row, int contributions) {
    begin();
    text(block.usageId[row]);
    int64(Columns.at(block.second, row));
    int32((int) Columns.at(block.nano, row));
    for (int i = Columns.USE_TYPE; i <= Columns.TERRITORY; i++) {
      text(word(Columns.at(block.ofWords[i], row)));
    }
    optional(Columns.at(block.ofWords[Columns.LISTENER], row));
    int64(Columns.at(block.quantity, row));
    for (int i = Columns.MODEL_VERSION; i <= Columns.CONFIDENCE; i++) {
      optional(Columns.at(block.ofWords[i], row));
    }
    int32(contributions);
  }

  private void contribution(int index, int at) {
    begin();
    int32(index);
    octet((byte) Columns.at(block.byParty, at));
    text(word(Columns.at(block.target, at)));
    text(word(Columns.at(block.role, at)));
    int64(Columns.at(block.given, at));
    int64(Columns.at(block.used, at));
  }

  private byte[] word(long place) {
    if (place < 0) {
      throw new IllegalArgumentException("a usage without a word that it has to have");
    }
    return block.words[(int) place];
  }

  private void begin() {
    length = 0;
    octet((byte) 1);
  }

  private void optional(long place) {
    octet((byte) (place < 0 ? 0 : 1));
    if (place >= 0) {
      text(word(place));
    }
  }

  private void text(byte[] utf8) {
    int32(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  private void octet(byte value) {
    room(1);
    bytes[length++] = value;
  }

  private void int32(int value) {
    room(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
