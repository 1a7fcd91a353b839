package org.royaltyledger.projections.suspense;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.exceptions.Exceptions;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in a closed period, by the party that can do something about it. */
public final class OwnWaitings {

  private final Exceptions exceptions;
  private final LogReader reader;
  private final JdbcTemplate jdbc;

  public OwnWaitings(Exceptions exceptions, LogReader reader, JdbcTemplate jdbc) {
    this.exceptions = exceptions;
    this.reader = reader;
    this.jdbc = jdbc;
  }

  /**
   * Per currency and party: the uses of assets it controls, and of itself.
   *
   * @param parties whose
   * @return by {@code party + "\n" + currency}; what nobody controls is not there
   */
  public Map<String, List<OwnWaiting>> of(Period period, Parties parties) {
    List<Long> cutOff =
        jdbc.query(
            "select cut_off from closed_period where period = ?",
            (row, n) -> row.getLong(1),
            period.toString());
    FactBook facts = reader.facts(cutOff.getFirst());
    Map<String, String> controllers =
        facts.all(CatalogueEvent.AssetRecorded.class).stream()
            .collect(
                Collectors.toMap(
                    CatalogueEvent.AssetRecorded::assetId,
                    CatalogueEvent.AssetRecorded::controller));
    Map<String, String> currencies = new HashMap<>();
    jdbc.query(
        "select offering, territory, currency from revenue_row where period = ?",
        row -> {
          currencies.put(row.getString(1) + "\n" + row.getString(2), row.getString(3));
        },
        period.toString());
    Set<String> kinds = Set.of("ASSET", "PARTY");
    Map<String, List<OwnWaiting>> waiting = new HashMap<>();
    for (Exceptions.UncoveredUse it : exceptions.uncovered(period)) {
      String party = it.kind().equals("PARTY") ? it.target() : controllers.get(it.target());
      String currency = currencies.get(it.offering() + "\n" + it.territory());
      if (kinds.contains(it.kind())
          && party != null
          && parties.contains(party)
          && currency != null) {
        waiting
            .computeIfAbsent(party + "\n" + currency, key -> new ArrayList<>())
            .add(
                new OwnWaiting(
                    it.offering(),
                    it.territory(),
                    it.kind(),
                    it.target(),
                    it.state(),
                    it.usages(),
                    it.units()));
      }
    }
    return waiting;
  }
}
