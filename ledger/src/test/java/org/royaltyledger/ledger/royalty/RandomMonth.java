package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Period;

/** A small world in which everything happens that can: the same for the same seed. */
final class RandomMonth {

  /** What is over licensed works has no word in this package's oracle: DifferentialTest has. */
  private static final Licence.Allocation[] OF_USE =
      Stream.of(Licence.Allocation.values())
          .filter(it -> !it.isOverWorks())
          .toArray(Licence.Allocation[]::new);

  private static final String[] PARTIES = {"agency", "ben", "label", "mia", "zoe"};
  private static final String[] ASSETS = {"a", "b", "ben", "c", "d"}; // an asset and a party: ben
  private static final String[] TERRITORIES = {"SE", "DE", "US", "Worldwide"};
  private static final String[] DAYS = {
    "2026-08-31", "2026-09-15", "2026-10-01", "2026-10-02", "2026-10-16", "2026-10-31"
  };
  private static final String[] TERMS = {
    "{\"percentOf\":[\"netRevenue\",\"33.333\"]}",
    "{\"percentOf\":[\"grossRevenue\",\"12.5\"]}",
    "{\"perUse\":[\"0.0071\",\"EUR\"]}",
    "{\"perSubscriber\":[\"0.013\",\"USD\"]}",
    "{\"flat\":[\"100\",\"EUR\"]}",
    "{\"flat\":[\"10.01\",\"USD\",\"ROW\"]}",
    "{\"amountOf\":\"performanceRoyalties\"}",
    "{\"greaterOf\":[{\"percentOf\":[\"netRevenue\",\"7\"]},{\"flat\":[\"25\",\"EUR\"]}]}",
    "{\"lesserOf\":[{\"percentOf\":[\"totalContentCost\",\"7\"]},{\"perUse\":[\"1\",\"EUR\"]}]}",
    "{\"sum\":[{\"flat\":[\"1\",\"USD\"]},{\"percentOf\":[\"netRevenue\",\"1\"]}]}",
    "{\"minus\":[{\"percentOf\":[\"netRevenue\",\"9\"]},{\"amountOf\":\"performanceRoyalties\"}]}",
    "{\"steps\":[{\"from\":\"2026-10-02\",\"term\":{\"flat\":[\"9\",\"EUR\"]}},"
        + "{\"from\":\"2026-10-01\",\"term\":{\"flat\":[\"8\",\"EUR\"]}},"
        + "{\"from\":\"2026-01-01\",\"term\":{\"flat\":[\"7\",\"EUR\"]}}]}"
  };

  private final SplittableRandom random;
  final Story story = new Story();
  final Counting counting;
  final List<Oracle.Placed> placed = new ArrayList<>();
  final List<List<Story.Play>> blocks = new ArrayList<>();

  RandomMonth(long seed) {
    random = new SplittableRandom(seed);
    facts();
    int size = random.nextInt(1, 90);
    for (int i = 0; i < size; i++) {
      play();
    }
    int row = 0;
    for (Story.Play play : story.plays) {
      if (blocks.isEmpty() || random.nextInt(8) == 0) {
        blocks.add(new ArrayList<>());
        row = 0;
      }
      blocks.getLast().add(play);
      placed.add(new Oracle.Placed(blocks.size(), row++, play));
    }
    counting =
        random.nextInt(3) == 0
            ? Story.counting(blocks.size())
            : Story.counting(
                Period.parse(pick("2026-08", "2026-09")),
                random.nextInt(blocks.size() + 1) / 2,
                blocks.size() - random.nextInt(2));
  }

  /** One fold over all blocks in their order. */
  MonthFold fold() {
    var fold = new MonthFold(Facts.of(story.book), counting);
    for (int i = 0; i < blocks.size(); i++) {
      fold.add(i + 1, Story.block(blocks.get(i)));
    }
    return fold;
  }

  /** Several folds over shuffled blocks, merged in any order. */
  MonthFold shuffled(long seed) {
    var shuffle = new SplittableRandom(seed);
    var facts = Facts.of(story.book);
    var folds = new ArrayList<MonthFold>();
    for (int i = shuffle.nextInt(1, 5); i > 0; i--) {
      folds.add(new MonthFold(facts, counting));
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < blocks.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    for (int i : order) {
      UsageBlock block = Story.block(blocks.get(i));
      folds.get(shuffle.nextInt(folds.size())).add(i + 1, block);
    }
    while (folds.size() > 1) {
      MonthFold other = folds.remove(shuffle.nextInt(folds.size()));
      folds.get(shuffle.nextInt(folds.size())).merge(other);
    }
    return folds.getFirst();
  }

  private void facts() {
    story.parties(PARTIES);
    story
        .offering("remix", pick(Offering.Uncovered.values()))
        .offering("voice", pick(Offering.Uncovered.values()));
    if (random.nextBoolean()) {
      story.member("label", "agency", pick(DAYS), null);
    }
    if (random.nextBoolean()) {
      story.member("ben", "label", "2026-01-01", pick("2026-10-16", null));
    }
    if (random.nextInt(4) == 0) {
      story.member("agency", "ben", "2026-01-01", null); // a ring
    }
    String[] isrcs = {null, "SEABC2600001", "SEABC2600002"};
    for (String asset : ASSETS) {
      if (random.nextInt(8) > 0) {
        story.asset(asset, pick("label", "ben", "agency"), pick(isrcs), pick(null, "T0345246801"));
        for (String territory : List.of("SE", "Worldwide")) {
          if (random.nextInt(3) > 0) {
            split(asset, territory);
          }
        }
      }
    }
    for (String party : PARTIES) {
      if (random.nextInt(6) > 0) {
        story.consent(party, "*", "2026-01-01", null, Consent.Decision.OPT_IN);
      }
      if (random.nextInt(6) == 0) {
        story.consent(
            party, pick("*", pick(ASSETS)), pick(DAYS), null, pick(Consent.Decision.values()));
      }
    }
    for (int i = random.nextInt(2, 8); i > 0; i--) {
      licence("lic-" + i);
    }
    for (String offering : List.of("remix", "voice")) {
      for (String territory : TERRITORIES) {
        if (random.nextInt(3) > 0) {
          revenue(offering, territory);
        }
      }
    }
    story.rate("2026-10-31", "USD", "EUR", "0.87").rate("2026-11-01", "USD", "EUR", "0.5");
    story.rate("2026-09-30", "USD", "JPY", "150.1").rate("2026-01-30", "USD", "JPY", "140");
    story.rate("2026-09-30", "EUR", "JPY", "170.123").rate("2026-09-30", "EUR", "USD", "1.1");
    story.rate("2026-09-30", "EUR", "KWD", "0.35").rate("2026-09-30", "USD", "KWD", "0.3");
    story.made("out-1", contributions().toArray(new Output.Contribution[0])).made("out-2");
  }

  private void split(String asset, String territory) {
    int percent = random.nextInt(100);
    String other = pick("mia", "zoe", "UNCLAIMED");
    String change = pick(DAYS);
    story.split(
        asset,
        territory,
        "ben " + percent + ".25 2026-01-01 " + change,
        other + " " + (99 - percent) + ".75" + " 2026-01-01 " + change,
        pick("mia", "label") + " 100 " + pick(change, "2026-12-01"));
  }

  private void licence(String id) {
    Story.Grant licence = story.licence(id, pick("label", "ben", "agency"));
    licence.useTypes(random.nextBoolean() ? new String[] {"OnDemandStream"} : useTypes());
    licence.in(pick(new String[] {"Worldwide"}, new String[] {"SE", "US"}, TERRITORIES));
    if (random.nextInt(4) == 0) {
      licence.offering("voice");
    }
    if (random.nextInt(3) == 0) {
      licence.assets("a", "b", "ben");
    }
    if (random.nextInt(4) == 0) {
      licence.models("m-1");
    }
    if (random.nextInt(3) == 0) {
      licence.window(pick(DAYS), pick(null, "2026-12-01"));
    }
    licence.base(pick(Licence.Base.values()));
    if (random.nextInt(8) > 0) {
      licence.ownListener();
    }
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      licence.part(pick(TERMS), pick(OF_USE));
    }
  }

  private static String[] useTypes() {
    return new String[] {"OnDemandStream", "Download"};
  }

  private void revenue(String offering, String territory) {
    String currency = pick("EUR", "EUR", "USD", "JPY", "KWD");
    String net = Integer.toString(random.nextInt(3) == 0 ? 0 : random.nextInt(100_000));
    boolean reported = random.nextInt(12) > 0;
    story.revenue(
        offering, territory, currency, net, "77777", reported ? "123" : null, "5000", "700");
  }

  private void play() {
    Story.Play play =
        story
            .play()
            .at(pick(DAYS) + pick("T00:00:00Z", "T23:59:59.999999999Z", "T00:30:00+01:00"))
            .useType(pick(useTypes()))
            .offering(pick("remix", "remix", "voice"))
            .in(pick(TERRITORIES))
            .by(pick(null, "l-1", "l-2", "l-3"))
            .model(pick(null, "m-1", "m-2"))
            .times(pick(1L, 1L, 1L, 3L, 1_000_000_000_000L));
    if (random.nextInt(6) == 0) {
      play.at("2026-11-01T00:00:00Z");
    }
    if (random.nextInt(5) == 0) {
      play.output(pick("out-1", "out-2", "out-3"));
    }
    if (play.output == null || random.nextInt(4) == 0) {
      play.contributions.addAll(contributions());
    }
  }

  private List<Output.Contribution> contributions() {
    String[][] weights = {
      {"1"},
      {"0.5", "0.5"},
      {"0.5", "0.3", "0.2"},
      {"0.333333333334", "0.333333333333", "0.333333333333"},
      {"0.999999999999", "0.000000000001"},
      {"0", "1"}
    };
    var contributions = new ArrayList<Output.Contribution>();
    for (String weight : pick(weights)) {
      contributions.add(
          random.nextInt(4) == 0
              ? Story.contribution(true, pick("ben", "mia", "label", "nobody"), weight)
              : Story.contribution(
                  false,
                  pick(
                      pick(ASSETS),
                      pick(ASSETS),
                      pick(
                          "nothing",
                          "SEABC2600001|SEABC2600002\t\tc",
                          "\tT0345246801\td",
                          "\t\tb")),
                  weight));
    }
    return contributions;
  }

  @SafeVarargs
  private <T extends @Nullable Object> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
