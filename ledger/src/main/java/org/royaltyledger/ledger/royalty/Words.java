package org.royaltyledger.ledger.royalty;

import java.util.Arrays;

/**
 * Numbers words from 0 in the order in which they come: compact, for millions of them, and with a
 * word's number beside its letters, as a look-up costs what it waits for memory.
 */
final class Words {

  static final int ABSENT = -1;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final long FREE = -1;
  private static final int AT_ONCE = 2_048;

  // Each word: its number in two chars, its length in one, its letters.
  private static final int HEAD = 3;

  private char[] letters = new char[1024];
  private int end;
  private int[] starts = new int[64]; // by number
  private long[] slots = new long[128]; // the word's hash above, its start below
  private int size;

  /** What is fetched must go somewhere, or the compiler leaves the fetching out. */
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  Words() {
    Arrays.fill(slots, FREE);
  }

  /** The number of a word, a new one if it has none. */
  int place(String word) {
    return place(word, hash(word));
  }

  /**
   * As {@link #place(String)} for many words: fetches what the look-ups of all will look at before
   * the first looks, so that they do not wait for memory one after the other.
   *
   * @param numbers where to put the numbers of the first {@code count} words
   */
  void places(String[] words, int count, int[] numbers) {
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      numbers[i] = hash(words[i]);
    }
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long entry = slots[numbers[i] & mask];
      sum += entry == FREE ? 0 : letters[(int) entry];
    }
    fetched += sum;
    for (int i = 0; i < count; i++) {
      numbers[i] = place(words[i], numbers[i]);
    }
  }

  /** The number here of each of another's words. */
  int[] places(Words other) {
    int[] numbers = new int[other.size];
    String[] words = new String[AT_ONCE];
    int[] places = new int[AT_ONCE];
    for (int from = 0; from < other.size; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, other.size - from);
      for (int i = 0; i < count; i++) {
        words[i] = other.word(from + i);
      }
      places(words, count, places);
      System.arraycopy(places, 0, numbers, from, count);
    }
    return numbers;
  }

  private int place(String word, int hash) {
    int slot = slot(word, hash);
    if (slots[slot] != FREE) {
      return number((int) slots[slot]);
    }
    if (size == starts.length) {
      grow();
      slot = slot(word, hash);
    }
    slots[slot] = (long) hash << Integer.SIZE | end;
    starts[size] = end;
    write(word);
    return size++;
  }

  private void write(String word) {
    int next = Math.addExact(end, HEAD + word.length());
    if (next > letters.length) {
      letters = Arrays.copyOf(letters, Math.max(next, letters.length + letters.length / 2));
    }
    letters[end] = (char) (size >>> Character.SIZE);
    letters[end + 1] = (char) size;
    letters[end + 2] = (char) word.length();
    word.getChars(0, word.length(), letters, end + HEAD);
    end = next;
  }

  /** The number of a word, {@link #ABSENT} if it has none. */
  int find(String word) {
    long found = slots[slot(word, hash(word))];
    return found == FREE ? ABSENT : number((int) found);
  }

  String word(int number) {
    int start = starts[number];
    return new String(letters, start + HEAD, letters[start + 2]);
  }

  int size() {
    return size;
  }

  private int number(int start) {
    return letters[start] << Character.SIZE | letters[start + 1];
  }

  private int slot(String word, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != FREE
        && (slots[slot] >>> Integer.SIZE != hash || !isAt((int) slots[slot], word))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int start, String word) {
    int length = word.length();
    if (letters[start + 2] != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (letters[start + HEAD + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    long[] old = slots;
    starts = Arrays.copyOf(starts, size * 2);
    slots = new long[size * 4];
    Arrays.fill(slots, FREE);
    int mask = slots.length - 1;
    for (long entry : old) {
      if (entry != FREE) {
        int slot = (int) (entry >>> Integer.SIZE) & mask;
        while (slots[slot] != FREE) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
      }
    }
  }

  /** 0 or more. Not String's own: words of a partner's choice collide in that too easily. */
  private static int hash(String word) {
    long hash = word.length();
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32)) & Integer.MAX_VALUE;
  }
}
