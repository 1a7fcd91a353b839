package org.royaltyledger.api.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Fisher and Yates with our own dice. */
final class Shuffle {

  private Shuffle() {}

  /** The numbers from 0 to {@code count - 1}, in an order the dice choose. */
  static List<Integer> ofNumbers(int count, Dice dice) {
    List<Integer> numbers = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      numbers.add(number);
    }
    for (int last = count - 1; last > 0; last--) {
      Collections.swap(numbers, last, dice.below(last + 1));
    }
    return numbers;
  }
}
