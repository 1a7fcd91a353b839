package org.royaltyledger.ledger.intake.csv;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.ExclusionEvent;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.Territory;

/** {@code exclusions*.csv}: usage that is not to be paid, and what an appeal gave back. */
public final class ExclusionsCsv extends CsvFacts {

  /** Of the file's rows so far, the newest of each id. */
  private final Map<String, Exclusion> here = new HashMap<>();

  public ExclusionsCsv() {
    super(
        "exclusion reason evidence",
        "decision usageId asset output listener offering territory source from to");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    var said =
        new Exclusion(
            row.given("exclusion"),
            row.oneOf("reason", Exclusion.Reason.class),
            Values.text("evidence", row.given("evidence")),
            row.oneOf("decision", Exclusion.Decision.EXCLUDE),
            conditions(row, intake));
    Exclusion exclusion = said.isInForce() ? said.requireNarrow() : reinstated(said, intake);
    here.put(exclusion.id(), exclusion);
    AssetId asset = exclusion.conditions().asset();
    if (asset != null && !intake.known().knows(Key.of("asset", asset.code()))) {
      intake.warn(
          row.line(),
          "asset '%s' is unknown: the exclusion means usage that names it all the same"
              .formatted(Quoted.shown(asset.code())));
    }
    intake.offer(exclusion.recorded(), row.line());
  }

  private static Exclusion.Conditions conditions(CsvRow row, FactIntake intake) {
    return new Exclusion.Conditions(
        id(row, "usageId"),
        value(row, "asset", AssetId::new),
        value(row, "output", OutputId::new),
        id(row, "listener"),
        value(row, "offering", it -> intake.known(new OfferingId(it))),
        value(row, "territory", Territory::new),
        value(row, "source", it -> Values.text("source", it)),
        day(row, "from"),
        day(row, "to"));
  }

  /**
   * With the conditions of what it takes back, which it need not repeat. With others it would be
   * taken for the return of some of that usage, and all would return.
   */
  private Exclusion reinstated(Exclusion said, FactIntake intake) {
    Exclusion before = here.get(said.id());
    if (before == null
        && intake.known().newest(Exclusion.key(said.id()))
            instanceof ExclusionEvent.ExclusionRecorded known) {
      before = Exclusion.from(known);
    }
    if (before == null) {
      throw new IllegalArgumentException(
          "exclusion '%s' is unknown, so that nothing can be reinstated: give the id that it was recorded with"
              .formatted(Quoted.shown(said.id())));
    }
    Exclusion.Conditions conditions = before.conditions();
    if (!said.conditions().equals(Exclusion.Conditions.NONE)
        && !said.conditions().equals(conditions)) {
      throw new IllegalArgumentException(
          "exclusion '%s' has other conditions, and is reinstated as a whole: leave the conditions empty, or EXCLUDE again with narrower ones"
              .formatted(Quoted.shown(said.id())));
    }
    return new Exclusion(said.id(), said.reason(), said.evidence(), said.decision(), conditions);
  }

  private static @Nullable String id(CsvRow row, String column) {
    return value(row, column, it -> Codes.require(column, it));
  }

  private static @Nullable LocalDate day(CsvRow row, String column) {
    return value(row, column, it -> Values.day(column, it));
  }

  private static <T> @Nullable T value(CsvRow row, String column, Function<String, T> made) {
    String cell = row.optional(column);
    return cell == null ? null : Objects.requireNonNull(made.apply(cell));
  }
}
