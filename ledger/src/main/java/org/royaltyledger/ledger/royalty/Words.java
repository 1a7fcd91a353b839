package org.royaltyledger.ledger.royalty;

import java.util.Arrays;

/** Numbers words from 0 in the order in which they come; compact, for millions of listeners. */
final class Words {

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int FREE = 0;

  private String[] words = new String[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[128]; // the place of a word and 1
  private int size;

  int place(String word) {
    int hash = hash(word);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != FREE) {
      int place = slots[slot] - 1;
      if (hashes[place] == hash && words[place].equals(word)) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
    if (size == words.length) {
      grow();
      return place(word);
    }
    words[size] = word;
    hashes[size] = hash;
    slots[slot] = size + 1;
    return size++;
  }

  String word(int place) {
    return words[place];
  }

  int size() {
    return size;
  }

  private void grow() {
    words = Arrays.copyOf(words, size * 2);
    hashes = Arrays.copyOf(hashes, size * 2);
    slots = new int[size * 4];
    int mask = slots.length - 1;
    for (int place = 0; place < size; place++) {
      int slot = hashes[place] & mask;
      while (slots[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = place + 1;
    }
  }

  /** Not String's own: words of a partner's choice collide in that too easily. */
  private static int hash(String word) {
    long hash = word.length();
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}
