package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.royaltyledger.ledger.royalty.Story.block;
import static org.royaltyledger.ledger.royalty.Story.contribution;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.royalty.Story.Play;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.Exclusion.Conditions;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Territory;

/** What exclusions take out, over several blocks whose words have other places in each. */
class ExcludedTest {

  private final Story story = new Story();
  private final List<Conditions> excluded = new ArrayList<>();

  private static Conditions usage(String id) {
    return new Conditions(id, null, null, null, null, null, null, null, null);
  }

  private static Conditions asset(String id) {
    return new Conditions(null, new AssetId(id), null, null, null, null, null, null, null);
  }

  private void exclude(Conditions conditions) {
    excluded.add(conditions);
    put(excluded.size(), conditions, Exclusion.Decision.EXCLUDE);
  }

  private void put(int number, Conditions conditions, Exclusion.Decision decision) {
    story.book.put(
        new Exclusion("x-" + number, Exclusion.Reason.SPAM, "case", decision, conditions)
            .recorded());
  }

  private void someCatalogue() {
    story.parties("ann", "ben").optIn("ann", "ben");
    story.offering("remix", Offering.Uncovered.SUSPEND);
    story.offering("other", Offering.Uncovered.EXCLUDE);
    for (String asset : List.of("A1", "A2")) {
      story.asset(asset, "ann", asset.equals("A1") ? "XXAAA2600001" : null, null);
      story.split(asset, "Worldwide", "ann 60", "ben 40");
    }
    story.made("o-1", contribution(false, "A2", "0.5"), contribution(true, "ben", "0.5"));
    story.made("o-2", contribution(false, "A1", "0"), contribution(false, "A2", "1"));
    story.revenue("remix", "Worldwide", "EUR", "1000.00");
    story.revenue("other", "SE", "EUR", "77.77");
    for (String offering : List.of("remix", "other")) {
      story
          .licence("L-" + offering, "ann")
          .offering(offering)
          .ownListener()
          .part("{\"percentOf\":[\"netRevenue\",\"60\"]}")
          .part("{\"percentOf\":[\"netRevenue\",\"10\"]}", Licence.Allocation.USER_CENTRIC)
          .part("{\"perUse\":[\"0.01\",\"EUR\"]}", Licence.Allocation.SHAPLEY_INDEX);
    }
  }

  /** October of some plays, in blocks of three, by two folds that are put together. */
  private RunResult close(Story of, List<Play> plays) {
    Facts facts = Facts.of(of.book);
    var one = new MonthFold(facts, Story.counting(100));
    var other = new MonthFold(facts, Story.counting(100));
    for (int from = 0, place = 1; from < plays.size(); from += 3, place++) {
      (place % 2 == 0 ? one : other)
          .add(place, block(plays.subList(from, Math.min(plays.size(), from + 3))));
    }
    return one.merge(other).result();
  }

  private static RunResult withoutLeftOut(RunResult it) {
    return new RunResult(
        it.period(),
        it.rows(),
        it.pools(),
        it.lines(),
        it.waiting(),
        it.notices().stream().filter(Predicate.not(RunResult.Excluded.class::isInstance)).toList(),
        it.rates());
  }

  private static long leftOut(RunResult result) {
    return result.notices().stream()
        .filter(RunResult.Excluded.class::isInstance)
        .mapToLong(it -> ((RunResult.Excluded) it).usages())
        .sum();
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_month_is_that_of_the_usages_that_no_exclusion_means(long seed) {
    var random = new SplittableRandom(seed);
    someCatalogue();
    for (int i = random.nextInt(5, 30); i > 0; i--) {
      randomPlay(random);
    }
    RunResult undisturbed = close(story, story.plays);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      exclude(randomConditions(random));
    }

    RunResult result = close(story, story.plays);

    List<Play> left = story.plays.stream().filter(Predicate.not(this::isMeant)).toList();
    for (int i = 0; i < excluded.size(); i++) {
      put(i + 1, excluded.get(i), Exclusion.Decision.REINSTATE);
    }
    assertThat(withoutLeftOut(result)).isEqualTo(close(story, left));
    assertThat(leftOut(result)).isEqualTo(story.plays.size() - left.size());
    assertThat(close(story, story.plays)).isEqualTo(undisturbed);
  }

  private void randomPlay(SplittableRandom random) {
    Play play =
        story
            .play()
            .at("2026-10-%02dT%s".formatted(random.nextInt(1, 32), "23:59:59.9Z"))
            .offering(one(random, "remix", "remix", "other"))
            .in(one(random, "SE", "DE", "NO"))
            .by(random.nextInt(4) == 0 ? null : one(random, "l-1", "l-2", "l-3"))
            .times(random.nextInt(1, 100));
    switch (random.nextInt(5)) {
      case 0 -> play.output(one(random, "o-1", "o-2", "o-3"));
      case 1 -> play.asset(one(random, "A1", "A2", "lost"), "1").output("o-1");
      case 2 -> play.asset("A1", "0").asset("A2", "0.4").named("ben", "0.6");
      case 3 -> play.asset("\t\t" + one(random, "A1", "lost"), "1");
      default -> play.asset("A1", "0.3").asset("A1", "0.3").asset("A2", "0.4");
    }
  }

  private static Conditions randomConditions(SplittableRandom random) {
    LocalDate from = random.nextInt(3) == 0 ? LocalDate.of(2026, 10, random.nextInt(1, 32)) : null;
    var it =
        new Conditions(
            random.nextInt(5) == 0 ? "u-%04d".formatted(random.nextInt(20)) : null,
            random.nextInt(3) == 0 ? new AssetId(one(random, "A1", "A2", "lost")) : null,
            random.nextInt(5) == 0 ? new OutputId(one(random, "o-1", "o-2", "o-9")) : null,
            random.nextInt(4) == 0 ? one(random, "l-1", "l-2", "l-9") : null,
            random.nextInt(4) == 0 ? new OfferingId(one(random, "remix", "other")) : null,
            random.nextInt(4) == 0 ? new Territory(one(random, "SE", "DE")) : null,
            random.nextInt(6) == 0 ? one(random, "service", "nobody") : null,
            from,
            from != null && random.nextBoolean() ? from.plusDays(random.nextInt(1, 9)) : null);
    return it.equals(Conditions.NONE) ? usage("u-0001") : it;
  }

  private static String one(SplittableRandom random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private boolean isMeant(Play play) {
    return excluded.stream().anyMatch(it -> isMeant(play, it));
  }

  private static boolean isMeant(Play play, Conditions it) {
    LocalDate day = OffsetDateTime.parse(play.at).toLocalDate();
    return is(it.usageId(), play.id)
        && is(it.output(), play.output)
        && is(it.listener(), play.listener)
        && is(it.offering(), play.offering)
        && is(it.territory(), play.territory)
        && is(it.source(), "service")
        && (it.asset() == null || assetsOf(play).contains(it.asset().code()))
        && (it.from() == null || !day.isBefore(it.from()))
        && (it.to() == null || day.isBefore(it.to()));
  }

  private static boolean is(@Nullable Object wanted, @Nullable String found) {
    return wanted == null || Objects.equals(wanted.toString(), found);
  }

  private static List<String> assetsOf(Play play) {
    if (play.contributions.isEmpty()) {
      return Objects.equals(play.output, "o-3") ? List.of() : List.of("A2");
    }
    return play.contributions.stream()
        .filter(it -> !it.byParty() && it.weight().trillionths() > 0)
        .map(it -> it.target().strip())
        .toList();
  }

  @Test
  void asset_that_is_sought_by_codes_is_the_one_that_the_close_finds() {
    someCatalogue();
    String sought = new SoughtAsset(List.of("XXAAA2600001"), List.of(), "r-1").written();
    story.play().asset(sought, "1");
    story.play().asset("A2", "1");
    exclude(asset("A1"));

    RunResult result = close(story, story.plays);

    assertThat(leftOut(result)).isEqualTo(1);
    assertThat(result.lines()).allMatch(it -> Objects.equals(it.asset(), new AssetId("A2")));
  }

  @Test
  void what_is_left_out_is_told_by_offering_territory_and_month_also_without_revenue() {
    someCatalogue();
    story.play().asset("A1", "1").times(5);
    story.play().asset("A1", "1").times(7);
    story.play().asset("A1", "1").offering("other").in("NO").times(2);
    story.play().asset("A2", "1");
    exclude(asset("A1"));

    RunResult result = close(story, story.plays);

    assertThat(result.notices().stream().map(Object::toString))
        .containsExactly(
            "Excluded[offering=other, territory=NO, month=2026-10, usages=1, quantity=2]",
            "Excluded[offering=remix, territory=SE, month=2026-10, usages=2, quantity=12]");
    assertThat(result.rows().getLast().units()).isEqualTo(BigDecimal.ONE);
  }

  @Test
  void usage_without_the_listener_that_a_licence_asks_for_stops_no_close_once_it_is_excluded() {
    someCatalogue();
    story
        .licence("L-strict", "ann")
        .assets("A1")
        .part("{\"percentOf\":[\"netRevenue\",\"1\"]}", Licence.Allocation.USER_CENTRIC);
    story.licence("L-remix", "nobody");
    story.play().asset("A1", "1").by("l-1");
    story.play().asset("A1", "1").by(null);
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> close(story, story.plays));

    exclude(usage("u-0001"));

    assertThat(close(story, story.plays).lines()).isNotEmpty();
  }
}
