package org.royaltyledger.ledger.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
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
    var edges = new TreeSet<LocalDate>();
    for (Share share : shares) {
      edges.add(share.window().from());
      if (share.window().to() != null) {
        edges.add(share.window().to());
      }
    }
    for (LocalDate day : edges) {
      var inForce = on(shares, day);
      var sum = inForce.stream().map(Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (!inForce.isEmpty() && sum.compareTo(WHOLE) != 0) {
        throw new IllegalArgumentException(
            "shares of %s in %s sum to %s on %s, not to 100: correct them, or give the rest to UNCLAIMED"
                .formatted(asset, territory, sum.toPlainString(), day));
      }
    }
  }

  /** The shares in force on a day; empty if there is no split then. */
  public List<Share> on(LocalDate day) {
    return on(shares, day);
  }

  private static List<Share> on(List<Share> shares, LocalDate day) {
    return shares.stream().filter(share -> share.window().contains(day)).toList();
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
