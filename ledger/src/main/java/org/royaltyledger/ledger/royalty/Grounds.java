package org.royaltyledger.ledger.royalty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Claim;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.licence.Consent;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;

/** What let a line earn: its licence, consent, split and claims, for each use that it had. */
final class Grounds {

  private static final String SPLITS = "splits/";

  private final Facts facts;
  private final Licence licence;
  private final RunResult.Line line;
  private final Set<Ground> grounds = new LinkedHashSet<>();

  Grounds(Calculation calculation, Licence licence, RunResult.Line line, Collection<Use> uses) {
    this.facts = calculation.facts();
    this.licence = licence;
    this.line = line;
    add("licence %s of %s".formatted(licence.id(), licence.licensor()), licence.recorded().key());
    add(
        "offering %s, which asks for consent to %s"
            .formatted(line.offering(), facts.offering(line.offering()).scope()),
        Key.of("offering", line.offering().code()));
    var days = new TreeSet<>(Comparator.comparing(Use::day).thenComparing(Use::territory));
    days.addAll(uses);
    if (days.isEmpty()) {
      days.add(ofWork(calculation));
    }
    if (line.asset() != null) {
      add("asset %s, which %s controls".formatted(line.asset(), controller()), assetKey());
    }
    days.forEach(this::add);
  }

  List<Ground> all() {
    return List.copyOf(grounds);
  }

  /** The first of the tables that say the party's share. */
  static @Nullable String split(List<Ground> grounds) {
    return grounds.stream()
        .flatMap(it -> it.facts().stream())
        .filter(it -> it.startsWith(SPLITS))
        .findFirst()
        .orElse(null);
  }

  private void add(String what, String... keys) {
    grounds.add(new Ground(what, List.of(keys)));
  }

  private String assetKey() {
    return Key.of("asset", Objects.requireNonNull(line.asset()).code());
  }

  /** A work that nobody used is licensed as of one day. */
  private Use ofWork(Calculation calculation) {
    @Nullable LocalDate to = licence.window().to();
    LocalDate last = calculation.period().lastDay();
    return new Use(
        facts.offering(line.offering()),
        line.useType(),
        line.territoryOfUse(),
        null,
        to == null || to.isAfter(last) ? last : to.minusDays(1));
  }

  private PartyId controller() {
    AssetId asset = line.asset();
    return asset == null
        ? Objects.requireNonNull(line.party())
        : facts.target(facts.place(false, asset.code())).controller();
  }

  private void add(Use use) {
    PartyId controller = controller();
    for (Membership it : facts.membershipsTo(controller, licence.licensor(), use.day())) {
      add("%s is a member of %s".formatted(it.party(), it.memberOf()), it.recorded().key());
    }
    Consent consent = facts.word(controller, line.asset(), use.offering().scope(), use.day());
    if (consent != null) {
      add(
          "%s has %s for %s, from %s"
              .formatted(controller, consent.decision(), consent.scope(), consent.window().from()),
          consent.recorded().key());
    }
    if (line.asset() != null) {
      addSplit(line.asset(), use);
    }
  }

  private void addSplit(AssetId asset, Use use) {
    Territory of = facts.splitTerritory(asset, use.territory(), use.day());
    if (of != null) {
      add(
          "split of %s, %s, in force on %s".formatted(asset, of, "the days of use"),
          Key.of("splits", asset.code(), of.code()));
    }
    var keys = new ArrayList<String>();
    var what = new ArrayList<String>();
    for (Claim it : facts.claims(asset, use.territory(), use.day())) {
      keys.add(Key.of("claim", it.id()));
      what.add("%s of %s, %s".formatted(it.id(), it.party(), it.status()));
    }
    if (!keys.isEmpty()) {
      grounds.add(new Ground("claims in force: " + String.join("; ", what), keys));
    }
  }
}
