package org.royaltyledger.ledger.intake.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.royaltyledger.ledger.catalogue.Splits;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.NewFact;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.party.Party;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;

/**
 * {@code splits*.csv}: who holds which share; the rows of one asset and territory, wherever they
 * stand in the file, are one table, taken whole or rejected whole.
 */
public final class SplitsCsv extends CsvFacts {

  private record Group(String asset, String territory) {}

  /** The rows of a table so far. */
  private static final class Rows {
    final List<Line> lines = new ArrayList<>();
    final Set<Splits.Share> shares = new LinkedHashSet<>();
    final List<Line> again = new ArrayList<>();
    final Map<Line, String> faults = new LinkedHashMap<>();
  }

  private final Map<Group, Rows> tables = new LinkedHashMap<>();

  public SplitsCsv() {
    super("assetId territory partyId share from", "to");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    var party = new PartyId(row.given("partyId"));
    var share =
        new Splits.Share(
            party.equals(Party.UNCLAIMED) ? party : intake.known(party),
            Values.decimal("share", row.given("share"), 15, 18),
            row.window());
    intake.known(new AssetId(row.given("assetId")));
    var _ = new Territory(row.given("territory"));
    Rows rows = rows(row);
    if (rows.shares.add(share)) {
      rows.lines.add(row.line());
    } else {
      rows.again.add(row.line());
    }
  }

  @Override
  void faulty(CsvRow row, String fault, FactIntake intake) {
    Rows rows = rows(row);
    rows.lines.add(row.line());
    rows.faults.put(row.line(), fault);
  }

  @Override
  void end(FactIntake intake) {
    var rejected = new TreeMap<Line, String>(Comparator.comparingLong(Line::number));
    tables.forEach((group, rows) -> offer(group, rows, intake, rejected));
    tables.clear();
    rejected.forEach(intake::reject);
  }

  private static void offer(Group group, Rows rows, FactIntake intake, Map<Line, String> rejected) {
    String fault;
    if (rows.faults.isEmpty()) {
      try {
        var splits =
            new Splits(
                new AssetId(group.asset()),
                new Territory(group.territory()),
                List.copyOf(rows.shares));
        intake.offer(new NewFact(splits.recorded(), List.of(), rows.lines));
        rows.again.forEach(intake::repeat);
        return;
      } catch (IllegalArgumentException e) {
        fault = String.valueOf(e.getMessage());
      }
    } else {
      fault =
          "row belongs to the split of %s in %s, which is taken whole or not at all: correct line %d"
              .formatted(
                  group.asset(),
                  group.territory(),
                  rows.faults.keySet().iterator().next().number());
    }
    for (Line line : rows.lines) {
      rejected.put(line, rows.faults.getOrDefault(line, fault));
    }
    for (Line line : rows.again) {
      rejected.put(line, fault);
    }
  }

  private Rows rows(CsvRow row) {
    return tables.computeIfAbsent(
        new Group(row.raw("assetId"), row.raw("territory")), _ -> new Rows());
  }
}
