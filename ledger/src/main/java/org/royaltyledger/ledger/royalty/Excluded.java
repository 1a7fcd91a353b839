package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Which usages exclusions take out. Of one fold: it speaks of targets and settings by the numbers
 * that they have there.
 *
 * <p>An exclusion is looked for by the one of its conditions that fewest usages meet, so that many
 * exclusions cost a usage no more than a few look-ups; what has only wide conditions is decided
 * once for each setting, but for the day.
 */
final class Excluded {

  private static final List<Rule> NONE = List.of();

  private final Facts facts;
  private final Settings settings;
  private final Targets targets;
  private final Map<String, List<Rule>> byUsageId = new HashMap<>();
  private final ByWord byListener = new ByWord();
  private final ByWord byOutput = new ByWord();
  private final LongTable assets = new LongTable(64);
  private final List<List<Rule>> byAsset = new ArrayList<>();
  private final List<Rule> wide = new ArrayList<>();
  private final List<List<Rule>> wideBySetting = new ArrayList<>();

  /**
   * @param asset its number among the fold's targets, {@link Words#ABSENT} without one
   */
  private record Rule(Exclusion.Conditions conditions, int asset, long from, long before) {

    boolean holds(long day) {
      return from <= day && day < before;
    }
  }

  /** Rules by a word, which is looked up once for each block. */
  private static final class ByWord {
    private final Words names = new Words();
    private final List<List<Rule>> rules = new ArrayList<>();
    private final BlockWords words = new BlockWords(it -> names.find(it) + 1); // 0 without rules

    void add(String name, Rule rule) {
      int place = names.place(name);
      if (place == rules.size()) {
        rules.add(new ArrayList<>());
      }
      rules.get(place).add(rule);
    }

    void begin(UsageBlock block) {
      if (!rules.isEmpty()) {
        words.begin(block);
      }
    }

    List<Rule> of(UsageBlock block, int word) {
      int place = rules.isEmpty() || word == UsageBlock.ABSENT ? 0 : words.of(block, word);
      return place == 0 ? NONE : rules.get(place - 1);
    }
  }

  Excluded(List<Exclusion> exclusions, Facts facts, Settings settings, Targets targets) {
    this.facts = facts;
    this.settings = settings;
    this.targets = targets;
    for (Exclusion exclusion : exclusions) {
      add(exclusion.conditions());
    }
  }

  private void add(Exclusion.Conditions it) {
    var rule =
        new Rule(
            it,
            it.asset() == null ? Words.ABSENT : targets.asset(it.asset().code()),
            it.from() == null ? Long.MIN_VALUE : it.from().toEpochDay(),
            it.to() == null ? Long.MAX_VALUE : it.to().toEpochDay());
    if (it.usageId() != null) {
      byUsageId.computeIfAbsent(it.usageId(), _ -> new ArrayList<>()).add(rule);
    } else if (it.listener() != null) {
      byListener.add(it.listener(), rule);
    } else if (it.output() != null) {
      byOutput.add(it.output().code(), rule);
    } else if (it.asset() != null) {
      addByAsset(rule);
    } else {
      wide.add(rule);
    }
  }

  private void addByAsset(Rule rule) {
    int place = assets.get(rule.asset);
    if (place == LongTable.ABSENT) {
      place = byAsset.size();
      assets.put(rule.asset, place);
      byAsset.add(new ArrayList<>());
    }
    byAsset.get(place).add(rule);
  }

  void begin(UsageBlock block) {
    byListener.begin(block);
    byOutput.begin(block);
  }

  /**
   * Whether any exclusion takes a usage out.
   *
   * @param setting its number
   */
  boolean holds(UsageBlock block, int row, int setting) {
    return (!byUsageId.isEmpty()
            && any(byUsageId.getOrDefault(block.usageId(row), NONE), block, row, setting))
        || any(byListener.of(block, block.listener(row)), block, row, setting)
        || any(byOutput.of(block, block.output(row)), block, row, setting)
        || (!byAsset.isEmpty() && anyByAsset(block, row, setting))
        || (!wide.isEmpty() && anyWide(block, row, setting));
  }

  private boolean anyByAsset(UsageBlock block, int row, int setting) {
    int end = block.endContribution(row);
    int first = block.firstContribution(row);
    if (first == end) {
      Targets.Made made = targets.made(block, row);
      for (int i = 0; i < made.targets().length; i++) {
        if (made.weights()[i] > 0 && any(of(made.targets()[i]), block, row, setting)) {
          return true;
        }
      }
      return false;
    }
    for (int c = first; c < end; c++) {
      if (block.used(c) > 0 && any(of(targets.contribution(block, c)), block, row, setting)) {
        return true;
      }
    }
    return false;
  }

  private List<Rule> of(int target) {
    int place = assets.get(target);
    return place == LongTable.ABSENT ? NONE : byAsset.get(place);
  }

  private boolean anyWide(UsageBlock block, int row, int setting) {
    while (wideBySetting.size() <= setting) {
      Setting next = settings.get(wideBySetting.size());
      wideBySetting.add(wide.stream().filter(it -> isMeant(next, it.conditions)).toList());
    }
    List<Rule> rules = wideBySetting.get(setting);
    long day = block.day(row);
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).holds(day)) {
        return true;
      }
    }
    return false;
  }

  private boolean any(List<Rule> rules, UsageBlock block, int row, int setting) {
    for (int i = 0; i < rules.size(); i++) {
      if (holds(rules.get(i), block, row, setting)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Rule rule, UsageBlock block, int row, int setting) {
    Exclusion.Conditions it = rule.conditions;
    return rule.holds(block.day(row))
        && (it.usageId() == null || it.usageId().equals(block.usageId(row)))
        && (it.listener() == null || it.listener().equals(block.wordOrNull(block.listener(row))))
        && (it.output() == null || it.output().code().equals(block.wordOrNull(block.output(row))))
        && isMeant(settings.get(setting), it)
        && (rule.asset == Words.ABSENT || names(block, row, rule.asset));
  }

  /** By what all usages of a setting share. */
  private boolean isMeant(Setting setting, Exclusion.Conditions it) {
    return (it.offering() == null || it.offering().equals(setting.offering()))
        && (it.territory() == null || it.territory().equals(setting.territory()))
        && (it.source() == null
            || it.source().equals(facts.offering(setting.offering()).service()));
  }

  /** Whether a usage has some units of an asset, by itself or by its output. */
  private boolean names(UsageBlock block, int row, int asset) {
    int end = block.endContribution(row);
    int first = block.firstContribution(row);
    if (first == end) {
      Targets.Made made = targets.made(block, row);
      for (int i = 0; i < made.targets().length; i++) {
        if (made.targets()[i] == asset && made.weights()[i] > 0) {
          return true;
        }
      }
      return false;
    }
    for (int c = first; c < end; c++) {
      if (block.used(c) > 0 && targets.contribution(block, c) == asset) {
        return true;
      }
    }
    return false;
  }
}
