package org.royaltyledger.ledger.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Window;

/**
 * Who holds which share of an asset in a territory, on each day.
 *
 * @param shares in the order of from, then party; on each day with any they sum to exactly 100
 */
public record Splits(AssetId asset, Territory territory, List<Share> shares) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /**
   * One party's part.
   *
   * @param percent 0 to 100, exact, without trailing zeros
   */
  public record Share(PartyId party, BigDecimal percent, Window window) {

    public Share {
      if (percent.signum() < 0 || percent.compareTo(WHOLE) > 0) {
        throw new IllegalArgumentException(
            "share '%s' of %s is not within 0 and 100 percent: correct it"
                .formatted(percent.toPlainString(), party));
      }
      percent = percent.stripTrailingZeros();
    }
  }

  /**
   * @throws IllegalArgumentException naming the first day on which the shares do not sum to 100
   */
  public Splits {
    shares =
        shares.stream()
            .sorted(
                Comparator.comparing((Share share) -> share.window().from())
                    .thenComparing(Share::party)
                    .thenComparing(Share::percent)
                    .thenComparing(
                        share -> share.window().to() == null ? LocalDate.MAX : share.window().to()))
            .toList();
    requireWhole(asset, territory, shares);
  }

  /** In one pass over the days: a table may be a partner's, with a row for each day. */
  private static void requireWhole(AssetId asset, Territory territory, List<Share> shares) {
    var sums = new TreeMap<LocalDate, BigDecimal>(); // what each day adds to the one before
    var counts = new TreeMap<LocalDate, Integer>();
    for (Share share : shares) {
      sums.merge(share.window().from(), share.percent(), BigDecimal::add);
      counts.merge(share.window().from(), 1, Integer::sum);
      if (share.window().to() != null) {
        sums.merge(share.window().to(), share.percent().negate(), BigDecimal::add);
        counts.merge(share.window().to(), -1, Integer::sum);
      }
    }
    var sum = BigDecimal.ZERO;
    int count = 0;
    for (Map.Entry<LocalDate, Integer> it : counts.entrySet()) {
      sum = sum.add(sums.getOrDefault(it.getKey(), BigDecimal.ZERO));
      count += it.getValue();
      if (count > 0 && sum.compareTo(WHOLE) != 0) {
        throw new IllegalArgumentException(
            "shares of %s in %s sum to %s on %s, not to 100: correct them, or give the rest to UNCLAIMED"
                .formatted(asset, territory, sum.toPlainString(), it.getKey()));
      }
    }
  }

  /**
   * Gives each day on which a share of more than 0 % begins or ends, in their order, with those in
   * force from then on; none where there is no split.
   */
  public void eachChange(BiConsumer<LocalDate, List<Share>> taker) {
    var begins = new TreeMap<LocalDate, List<Share>>();
    for (Share share : shares) {
      if (share.percent().signum() > 0) {
        begins.computeIfAbsent(share.window().from(), _ -> new ArrayList<>()).add(share);
        if (share.window().to() != null) {
          begins.computeIfAbsent(share.window().to(), _ -> new ArrayList<>());
        }
      }
    }
    List<Share> inForce = List.of();
    for (Map.Entry<LocalDate, List<Share>> it : begins.entrySet()) {
      var now = new ArrayList<Share>();
      inForce.stream().filter(share -> share.window().contains(it.getKey())).forEach(now::add);
      now.addAll(it.getValue());
      taker.accept(it.getKey(), now);
      inForce = now;
    }
  }

  public CatalogueEvent.SplitsRecorded recorded() {
    var rows = new ArrayList<CatalogueEvent.SplitShare>();
    for (Share share : shares) {
      rows.add(
          new CatalogueEvent.SplitShare(
              share.party().code(),
              share.percent().toPlainString(),
              share.window().from(),
              share.window().to()));
    }
    return new CatalogueEvent.SplitsRecorded(asset.code(), territory.code(), rows);
  }

  public static Splits from(CatalogueEvent.SplitsRecorded event) {
    return new Splits(
        new AssetId(event.assetId()),
        new Territory(event.territory()),
        event.shares().stream()
            .map(
                row ->
                    new Share(
                        new PartyId(row.partyId()),
                        new BigDecimal(row.percent()),
                        new Window(row.from(), row.to())))
            .toList());
  }
}
