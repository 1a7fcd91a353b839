package org.royaltyledger.api.reference;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.royaltyledger.api.reference.RandomMonth.Step;

/**
 * Many months of few parties who earn in each, of which much is taken back and put in again: what
 * settlement has to do with, where {@link RandomMonth} is hard on what is earned.
 */
final class RandomYear {
  private static final List<String> PARTIES = List.of("ann", "Ben", "eve", "ｚed");
  private static final List<String> ASSETS = List.of("A1", "a2", "Ｂ3");
  private static final List<String> USE_TYPES =
      List.of("OnDemandStream", "UserMakeAvailableLabelProvided");
  private static final List<String> OUTPUTS = List.of("o-1", "o-2");
  private static final String EARLY = "2020-01-01";

  private final Dice dice;
  private final Path root;
  private final YearMonth first = YearMonth.of(2026, 1);
  private final List<String> offerings;
  private final List<String> usages = new ArrayList<>();
  private final Set<String> excluded = new LinkedHashSet<>();

  private RandomYear(long seed, Path root) {
    this.dice = new Dice(seed);
    this.root = root;
    this.offerings = List.of("ai-remix", "stock").subList(0, dice.one(1, 1, 2));
  }

  /** Writes the files below {@code root} and tells in which order to import and close them. */
  static List<Step> write(long seed, Path root) {
    return new RandomYear(seed, root).steps();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Folder facts = new Folder(root.resolve("facts"), dice);
    facts(facts);
    Path written = facts.write();
    steps.add(new Step.Import(written));
    for (int i = dice.between(5, 8); i > 0; i--) {
      YearMonth month = first.plusMonths(steps.size() / 2);
      Folder folder = new Folder(root.resolve(month.toString()), dice);
      if (month.isAfter(first)) {
        lateFacts(folder, month);
      }
      offerings.forEach(offering -> revenue(folder, month, offering));
      for (int uses = dice.one(0, 2, 3, 5); uses > 0; uses--) {
        usage(folder, month);
      }
      steps.add(new Step.Import(folder.write()));
      steps.add(new Step.Close(month.toString(), written));
    }
    return steps;
  }

  private void facts(Folder folder) {
    for (String party : PARTIES) {
      folder.row(
          "parties",
          "partyId",
          party,
          "name",
          party,
          "kind",
          "ARTIST",
          "country",
          dice.one("SE", "DE", ""),
          "currency",
          dice.one("EUR", "EUR", "USD", ""));
      for (String scope : List.of("REMIX", "GENERATE")) {
        folder.row(
            "consents",
            "partyId",
            party,
            "assetId",
            "*",
            "scope",
            scope,
            "from",
            EARLY,
            "decision",
            "OPT_IN");
      }
    }
    for (String offering : offerings) {
      folder.row(
          "offerings",
          "offering",
          offering,
          "service",
          "RemixCo",
          "scope",
          offering.equals("stock") ? "GENERATE" : "REMIX");
      for (int i = 0; i < USE_TYPES.size(); i++) {
        folder.licence(licence(offering, "L-" + offering + i, dice.one(USE_TYPES)));
      }
    }
    for (String asset : ASSETS) {
      folder.row("assets", "assetId", asset, "kind", "RECORDING", "controller", PARTIES.getFirst());
      split(folder, asset);
    }
    for (String day : List.of("2026-01-02", "2026-04-03")) {
      folder.row(
          "rates", "date", day, "from", "EUR", "to", "USD", "rate", dice.one("1.07", "1.1234"));
    }
  }

  private String licence(String offering, String id, String useType) {
    String terms =
        dice.one(
            "{\"perUse\":[\"0.01\",\"EUR\"]}",
            "{\"perUse\":[\"0.0137\",\"EUR\"]}",
            "{\"percentOf\":[\"netRevenue\",\"40\"]}");
    return "{\"licenceId\":\"%s\",\"licensor\":\"ann\",\"offering\":\"%s\",\"useTypes\":[\"%s\"],\"territories\":[\"Worldwide\"],\"assets\":\"*\",\"modelVersions\":\"*\",\"from\":\"%s\",\"base\":\"SHARE\",\"parts\":[{\"terms\":%s,\"allocation\":\"%s\"}]}"
        .formatted(id, offering, useType, EARLY, terms, dice.one("PRO_RATA", "PRO_RATA", "EQUAL"));
  }

  private void split(Folder folder, String asset) {
    List<String> whose = dice.some(PARTIES, dice.between(1, 2));
    List<String> shares =
        whose.size() == 1
            ? List.of("100")
            : dice.one(List.of(List.of("50", "50"), List.of("66.67", "33.33")));
    for (int i = 0; i < whose.size(); i++) {
      folder.row(
          "splits",
          "assetId",
          asset,
          "territory",
          "Worldwide",
          "partyId",
          whose.get(i),
          "share",
          shares.get(i),
          "from",
          EARLY);
    }
  }

  /** What makes closed months another: less or more of what was earned. */
  private void lateFacts(Folder folder, YearMonth month) {
    for (String usage : dice.some(usages, dice.one(0, 1, 1, 2))) {
      boolean back = excluded.remove(usage);
      if (!back) {
        excluded.add(usage);
      }
      folder.row(
          "exclusions",
          "exclusion",
          "x-" + usage,
          "reason",
          "FRAUD",
          "evidence",
          "case 1",
          "decision",
          back ? "REINSTATE" : "EXCLUDE",
          "usageId",
          usage);
    }
    if (dice.percent(30)) {
      revenue(folder, month.minusMonths(dice.one(1, 1, 2)), dice.one(offerings));
    }
    if (dice.percent(25)) {
      output(folder, dice.one(OUTPUTS));
    }
    if (dice.percent(15)) {
      split(folder, dice.one(ASSETS));
    }
  }

  private void revenue(Folder folder, YearMonth month, String offering) {
    if (month.isBefore(first)) {
      return;
    }
    folder.row(
        "revenue",
        "period",
        month.toString(),
        "offering",
        offering,
        "territory",
        "Worldwide",
        "currency",
        "EUR",
        "netRevenue",
        dice.one("100.00", "100.01", "33.33", "1000.00", "0.00"));
  }

  private void output(Folder folder, String output) {
    folder.output(
        "{\"output\":\"%s\",\"contributions\":[{\"asset\":\"%s\",\"weight\":1}]}"
            .formatted(output, dice.one(ASSETS)));
  }

  private void usage(Folder folder, YearMonth month) {
    String id = "u-%s-%d".formatted(month, usages.size());
    String what = "\"output\":\"%s\"".formatted(dice.one(OUTPUTS));
    if (dice.percent(70)) {
      List<String> two = dice.some(ASSETS, 2);
      what =
          "\"contributions\":["
              + dice.one(
                  "{\"asset\":\"%s\",\"weight\":1}".formatted(two.getFirst()),
                  "{\"party\":\"%s\",\"weight\":1}".formatted(dice.one(PARTIES)),
                  "{\"asset\":\"%s\",\"weight\":0.7},{\"asset\":\"%s\",\"weight\":0.3}"
                      .formatted(two.getFirst(), two.getLast()))
              + "]";
    }
    folder.usage(
        "{\"usageId\":\"%s\",\"usedAt\":\"%s-05T12:00:00Z\",\"useType\":\"%s\",\"offering\":\"%s\",\"territory\":\"SE\",\"quantity\":%d,%s}"
            .formatted(
                id,
                month,
                dice.one(USE_TYPES),
                dice.one(offerings),
                dice.one(1, 7, 100, dice.between(1, 2000)),
                what));
    usages.add(id);
  }
}
