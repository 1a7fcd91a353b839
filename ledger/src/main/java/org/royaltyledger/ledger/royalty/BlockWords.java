package org.royaltyledger.ledger.royalty;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.royaltyledger.ledger.usage.UsageBlock;

/** The numbers of a block's words in one role, each asked for once. */
final class BlockWords {

  private static final int UNRESOLVED = 0;

  private final ToIntFunction<String> number;
  private int[] numbers = new int[0]; // the number and 1

  BlockWords(ToIntFunction<String> number) {
    this.number = number;
  }

  /** To be called before the first word of a block. */
  void begin(UsageBlock block) {
    if (numbers.length < block.wordCount()) {
      numbers = new int[block.wordCount() + block.wordCount() / 2];
    } else {
      Arrays.fill(numbers, 0, block.wordCount(), UNRESOLVED);
    }
  }

  int of(UsageBlock block, int word) {
    int found = numbers[word];
    if (found == UNRESOLVED) {
      found = number.applyAsInt(block.word(word)) + 1;
      numbers[word] = found;
    }
    return found - 1;
  }
}
