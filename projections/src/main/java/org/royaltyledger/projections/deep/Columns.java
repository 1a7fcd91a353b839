package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;

/**
 * The columns of a block of usages, schema 1, by Avro's decoder; nothing is taken into memory that
 * its bytes cannot hold.
 */
final class Columns {

  private static final int MOST_USAGES = 8_192;
  private static final int MOST_CONTRIBUTIONS = 1 << 20;

  final byte[][] usageId;
  final byte[][] words;
  final long[] second;
  final long[] nano;

  /** Of the columns that name words, in the order of the schema: use type first. */
  final long[][] ofWords = new long[11][];

  final long[] quantity;
  final long[] contributions;
  final long[] byParty;
  final long[] target;
  final long[] role;
  final long[] given;
  final long[] used;

  /** Places and rows, one after the other. */
  final long[] repeats;

  static final int USE_TYPE = 0;
  static final int OFFERING = 1;
  static final int TERRITORY = 2;
  static final int LISTENER = 3;
  static final int MODEL_VERSION = 4;
  static final int CONTAINS_AI = 5;
  static final int OUTPUT = 6;
  static final int PROVIDER = 7;
  static final int CONFIDENCE = 10;

  private final int bytes;

  Columns(byte[] datum) throws IOException {
    bytes = datum.length;
    BinaryDecoder from = DecoderFactory.get().binaryDecoder(datum, null);
    usageId = texts(from, MOST_USAGES);
    words = texts(from, bytes);
    int size = usageId.length;
    if (size == 0) {
      throw new IllegalArgumentException("a block without usages");
    }
    second = numbers(from, size, Decoder::readLong);
    if (second.length == 1) {
      // that of all
    } else {
      for (int i = 1; i < size; i++) {
        second[i] = Math.addExact(second[i], second[i - 1]);
      }
    }
    nano = numbers(from, size, Decoder::readInt);
    for (int i = USE_TYPE; i <= LISTENER; i++) {
      ofWords[i] = places(from, size);
    }
    quantity = numbers(from, size, Decoder::readLong);
    for (int i = MODEL_VERSION; i <= CONFIDENCE; i++) {
      ofWords[i] = places(from, size);
    }
    contributions = numbers(from, size, Decoder::readInt);
    long all = 0;
    for (int i = 0; i < size; i++) {
      long some = at(contributions, i);
      if (some < 0 || (all += some) > MOST_CONTRIBUTIONS) {
        throw new IllegalArgumentException("a usage of %d contributions".formatted(some));
      }
    }
    byParty = numbers(from, (int) all, it -> it.readBoolean() ? 1 : 0);
    target = places(from, (int) all);
    role = places(from, (int) all);
    given = numbers(from, (int) all, Decoder::readLong);
    long[] counted = array(from, (int) all, 1, Decoder::readLong);
    used = counted.length == 0 ? given : column(counted, (int) all);
    repeats = repeats(from);
    if (!from.isEnd()) {
      throw new IllegalArgumentException("bytes after the block");
    }
  }

  int size() {
    return usageId.length;
  }

  /** A column has one entry for all, or one for each. */
  static long at(long[] column, int row) {
    return column[column.length == 1 ? 0 : row];
  }

  /** Reads one entry. */
  private interface Entry {
    long read(Decoder from) throws IOException;
  }

  private long[] numbers(BinaryDecoder from, int size, Entry entry) throws IOException {
    return column(array(from, size, 1, entry), size);
  }

  private static long[] column(long[] entries, int size) {
    if (entries.length != size && entries.length != 1) {
      throw new IllegalArgumentException(
          "a column has %d entries, not %d or 1".formatted(entries.length, size));
    }
    return entries;
  }

  private long[] places(BinaryDecoder from, int size) throws IOException {
    long[] places = numbers(from, size, Decoder::readInt);
    for (long it : places) {
      if (it < -1 || it >= words.length) {
        throw new IllegalArgumentException("word %d of %d".formatted(it, words.length));
      }
    }
    return places;
  }

  private long[] repeats(BinaryDecoder from) throws IOException {
    return array(from, MOST_CONTRIBUTIONS, 2, Decoder::readLong);
  }

  /**
   * @param parts how many numbers make an entry: a long, then ints
   */
  private long[] array(BinaryDecoder from, int most, int parts, Entry entry) throws IOException {
    long[] entries = new long[0];
    int have = 0;
    for (long n = from.readArrayStart(); n > 0; n = from.arrayNext()) {
      if (n > most - have / parts || n > bytes) {
        throw new IllegalArgumentException("an array of more than %d entries".formatted(most));
      }
      entries = Arrays.copyOf(entries, have + (int) n * parts);
      while (have < entries.length) {
        entries[have++] = entry.read(from);
        for (int part = 1; part < parts; part++) {
          entries[have++] = from.readInt();
        }
      }
    }
    return entries;
  }

  private byte[][] texts(BinaryDecoder from, int most) throws IOException {
    byte[][] texts = new byte[0][];
    int have = 0;
    for (long n = from.readArrayStart(); n > 0; n = from.arrayNext()) {
      if (n > most - have || n > bytes) {
        throw new IllegalArgumentException("an array of more than %d texts".formatted(most));
      }
      texts = Arrays.copyOf(texts, have + (int) n);
      while (have < texts.length) {
        int length = from.readInt();
        if (length < 0 || length > bytes) {
          throw new IllegalArgumentException("a text of %d bytes".formatted(length));
        }
        byte[] text = new byte[length];
        from.readFixed(text);
        texts[have++] = text;
      }
    }
    return texts;
  }
}
