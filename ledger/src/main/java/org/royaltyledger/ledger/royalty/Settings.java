package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** Numbers the settings that usages come in, from 0. */
final class Settings {

  private static final int NONE = -1;

  /** Rows of a block whose settings are remembered; a power of two. */
  private static final int REMEMBERED = 256;

  private final Facts facts;
  private final Counting counting;
  private final Map<Revenue.Row, Integer> revenueRows = new HashMap<>();
  private final Words names = new Words();
  private final BlockWords words = new BlockWords(names::place);
  private final Pairs offeringAndUseType = new Pairs();
  private final Pairs territoryAndModel = new Pairs();
  private final Pairs both = new Pairs();
  private final Pairs withSpan = new Pairs();
  private final List<Setting> settings = new ArrayList<>();

  // Of the block at hand, by what its words add up to: a row, its span and its setting.
  private final int[] rows = new int[REMEMBERED];
  private final int[] spans = new int[REMEMBERED];
  private final int[] places = new int[REMEMBERED];

  Settings(Facts facts, Counting counting) {
    this.facts = facts;
    this.counting = counting;
    for (Revenue revenue : facts.revenue(counting.period())) {
      revenueRows.put(revenue.row(), revenueRows.size());
    }
  }

  void begin(UsageBlock block) {
    words.begin(block);
    Arrays.fill(rows, NONE);
  }

  /** The number of a usage's setting; rows of a block come in their order. */
  int place(UsageBlock block, int row) {
    int span = facts.days().span(block.day(row));
    int at = slot(block, row);
    if (rows[at] == NONE || spans[at] != span || !alike(block, rows[at], row)) {
      rows[at] = row;
      spans[at] = span;
      places[at] = find(block, row, span);
    }
    return places[at];
  }

  private int find(UsageBlock block, int row, int span) {
    int place = withSpan.place(both(block, row), span);
    if (place == settings.size()) {
      settings.add(setting(block, row, span));
    }
    return place;
  }

  private static int slot(UsageBlock block, int row) {
    int words =
        ((block.territory(row) * 31 + block.useType(row)) * 31 + block.offering(row)) * 31
            + block.modelVersion(row);
    return (words ^ words >>> 10) & (REMEMBERED - 1);
  }

  Setting get(int place) {
    return settings.get(place);
  }

  private static boolean alike(UsageBlock block, int a, int b) {
    return block.territory(a) == block.territory(b)
        && block.useType(a) == block.useType(b)
        && block.modelVersion(a) == block.modelVersion(b)
        && block.offering(a) == block.offering(b);
  }

  private int both(UsageBlock block, int row) {
    int model = block.modelVersion(row);
    return both.place(
        offeringAndUseType.place(
            words.of(block, block.offering(row)), words.of(block, block.useType(row))),
        territoryAndModel.place(
            words.of(block, block.territory(row)),
            model == UsageBlock.ABSENT ? 0 : words.of(block, model) + 1));
  }

  private Setting setting(UsageBlock block, int row, int span) {
    var offering = new OfferingId(block.word(block.offering(row)));
    var territory = new Territory(block.word(block.territory(row)));
    Period month = facts.days().month(span);
    int revenueRow = revenueRow(offering, territory);
    return new Setting(
        offering,
        territory,
        month,
        counting.counts(month, offering),
        revenueRow,
        revenueRow == Setting.NO_ROW ? null : use(block, row, offering, territory, span),
        facts
            .policies()
            .isFree(offering, block.word(block.useType(row)), facts.days().firstDay(span)));
  }

  private Use use(UsageBlock block, int row, OfferingId offering, Territory territory, int span) {
    @Nullable String model = block.wordOrNull(block.modelVersion(row));
    return new Use(
        facts.offering(offering),
        block.word(block.useType(row)),
        territory,
        model,
        facts.days().firstDay(span));
  }

  /** The territory's own row, else that for Worldwide. */
  private int revenueRow(OfferingId offering, Territory territory) {
    Integer own = revenueRows.get(new Revenue.Row(counting.period(), offering, territory));
    return own != null
        ? own
        : revenueRows.getOrDefault(
            new Revenue.Row(counting.period(), offering, Territory.WORLDWIDE), Setting.NO_ROW);
  }
}
