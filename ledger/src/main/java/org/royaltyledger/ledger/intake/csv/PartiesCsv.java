package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.party.Party;
import org.royaltyledger.ledger.party.PartyKind;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;

/** {@code parties*.csv}: who is paid, licenses or delivers. */
public final class PartiesCsv extends CsvFacts {

  public PartiesCsv() {
    super("partyId kind", "name country currency isni ipi dpid");
  }

  @Override
  List<String> personal() {
    return List.of("name");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String country = row.optional("country");
    String currency = row.optional("currency");
    String isni = row.optional("isni");
    String ipi = row.optional("ipi");
    String dpid = row.optional("dpid");
    var party =
        new Party(
            new PartyId(row.given("partyId")),
            row.oneOf("kind", PartyKind.class),
            country == null ? null : Values.country(country),
            currency == null ? null : Currencies.of(currency),
            isni == null ? null : Values.isni(isni),
            ipi == null ? null : Values.ipi(ipi),
            dpid == null ? null : Values.dpid(dpid));
    String name = row.optional("name");
    if (name == null) {
      intake.offer(party.recorded(null), row.line());
    } else {
      Personal kept =
          intake.personal(
              row.line(),
              PersonalKind.PARTY,
              party.id().code(),
              Key.of("party", party.id().code()),
              Values.text("name", name));
      intake.offer(party.recorded(kept.hash()), row.line(), kept);
    }
  }
}
