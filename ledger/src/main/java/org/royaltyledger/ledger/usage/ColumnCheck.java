package org.royaltyledger.ledger.usage;

import org.royaltyledger.ledger.usage.UsageBlock.Columns;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Weight;

/** What must hold of a block's columns, so that no later reader meets a place out of bounds. */
final class ColumnCheck {

  private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
  private static final int NANOS = 1_000_000_000;
  private static final long MOST_QUANTITY = 1_000_000_000_000L;

  private ColumnCheck() {}

  static void check(Columns of) {
    int size = of.usageId().length;
    int words = of.words().length;
    if (size > UsageBlock.MOST) {
      throw new IllegalArgumentException("%d usages in a block".formatted(size));
    }
    range("second", of.second(), size, 0, LAST_SECOND);
    range("nano", of.nano(), size, 0, NANOS - 1);
    range("useType", of.useType(), size, 0, words - 1);
    range("offering", of.offering(), size, 0, words - 1);
    range("territory", of.territory(), size, 0, words - 1);
    range("quantity", of.quantity(), size, 1, MOST_QUANTITY);
    optional("listener", of.listener(), size, words);
    optional("modelVersion", of.modelVersion(), size, words);
    optional("containsAI", of.containsAi(), size, words);
    optional("output", of.output(), size, words);
    optional("provider", of.provider(), size, words);
    optional("method", of.method(), size, words);
    optional("version", of.version(), size, words);
    optional("confidence", of.confidence(), size, words);
    disclosures(of);
    int[] first = of.firstContribution();
    int contributions = of.target().length;
    if (first.length != size + 1 || first[0] != 0 || first[size] != contributions) {
      throw new IllegalArgumentException("contributions do not fit their usages");
    }
    for (int row = 0; row < size; row++) {
      if (first[row] > first[row + 1]) {
        throw new IllegalArgumentException("contributions of row %d run backwards".formatted(row));
      }
    }
    if (of.byParty().length != contributions) {
      throw new IllegalArgumentException("byParty has %d entries".formatted(of.byParty().length));
    }
    range("target", of.target(), contributions, 0, words - 1);
    range("role", of.role(), contributions, 0, words - 1);
    range("given", of.given(), contributions, 0, Weight.ONE);
    range("used", of.used(), contributions, 0, Weight.ONE);
    of.repeats().forEach(ColumnCheck::repeat);
  }

  private static void optional(String column, int[] places, int size, int words) {
    range(column, places, size, UsageBlock.ABSENT, words - 1);
  }

  private static void range(String column, int[] values, int size, int least, int most) {
    length(column, values.length, size);
    for (int row = 0; row < size; row++) {
      if (values[row] < least || values[row] > most) {
        throw outside(column, row, values[row], least, most);
      }
    }
  }

  private static void range(String column, long[] values, int size, long least, long most) {
    length(column, values.length, size);
    for (int row = 0; row < size; row++) {
      if (values[row] < least || values[row] > most) {
        throw outside(column, row, values[row], least, most);
      }
    }
  }

  private static void disclosures(Columns of) {
    int known = UsageBlock.ABSENT;
    for (int place : of.containsAi()) {
      if (place != UsageBlock.ABSENT && place != known) {
        ContainsAi.parse(of.words()[place]);
        known = place;
      }
    }
  }

  private static void repeat(UsageBlock.Address address) {
    if (address.place() < 0 || address.row() < 0 || address.row() >= UsageBlock.MOST) {
      throw new IllegalArgumentException("repeat %s is no address".formatted(address));
    }
  }

  private static void length(String column, int length, int size) {
    if (length != size) {
      throw new IllegalArgumentException(
          "%s has %d entries, not %d".formatted(column, length, size));
    }
  }

  private static IllegalArgumentException outside(
      String column, int row, long value, long least, long most) {
    return new IllegalArgumentException(
        "%s %d at %d is not within %d and %d".formatted(column, value, row, least, most));
  }
}
