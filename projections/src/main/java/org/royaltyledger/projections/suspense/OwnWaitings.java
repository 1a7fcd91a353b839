package org.royaltyledger.projections.suspense;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.exceptions.Exceptions;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in a closed period, by the party that can do something about it. */
public final class OwnWaitings {

  private final Exceptions exceptions;
  private final JdbcTemplate jdbc;

  public OwnWaitings(Exceptions exceptions, JdbcTemplate jdbc) {
    this.exceptions = exceptions;
    this.jdbc = jdbc;
  }

  /**
   * Per currency and party: the uses of assets it controls, and of itself.
   *
   * @param parties whose
   * @return by {@code party + "\n" + currency}; what nobody controls is not there
   */
  public Map<String, List<OwnWaiting>> of(Period period, Parties parties) {
    Map<String, List<OwnWaiting>> waiting = new HashMap<>();
    List<Exceptions.UncoveredUse> uses = exceptions.uncovered(period, parties);
    if (uses.isEmpty()) {
      return waiting;
    }
    Map<String, String> currencies = new HashMap<>();
    jdbc.query(
        "select offering, territory, currency from revenue_row where period = ?",
        row -> {
          currencies.put(row.getString(1) + "\n" + row.getString(2), row.getString(3));
        },
        period.toString());
    for (Exceptions.UncoveredUse it : uses) {
      String currency = currencies.get(it.offering() + "\n" + it.territory());
      if (it.party() != null && currency != null) {
        waiting
            .computeIfAbsent(it.party() + "\n" + currency, key -> new ArrayList<>())
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
