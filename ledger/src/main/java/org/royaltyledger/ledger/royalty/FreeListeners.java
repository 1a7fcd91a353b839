package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.policy.Policy;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.OfferingId;

/** Whose usage nothing is paid for. Of one fold; a word is looked up once for each block. */
final class FreeListeners {

  private final Words names = new Words();
  private final List<List<Policy>> policies = new ArrayList<>();
  private final BlockWords words = new BlockWords(it -> names.find(it) + 1); // 0 without any

  FreeListeners(List<Policy> free) {
    for (Policy it : free) {
      int place = names.place(it.subject().code());
      if (place == policies.size()) {
        policies.add(new ArrayList<>());
      }
      policies.get(place).add(it);
    }
  }

  void begin(UsageBlock block) {
    if (!policies.isEmpty()) {
      words.begin(block);
    }
  }

  boolean holds(UsageBlock block, int row, OfferingId offering) {
    int listener = block.listener(row);
    if (policies.isEmpty() || listener == UsageBlock.ABSENT) {
      return false;
    }
    int place = words.of(block, listener);
    if (place == 0) {
      return false;
    }
    LocalDate day = block.usedOn(row);
    return policies.get(place - 1).stream()
        .anyMatch(it -> it.offering().equals(offering) && it.window().contains(day));
  }
}
