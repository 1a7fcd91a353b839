package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.PartyId;

/** Details of parties for the vault. A row with the party alone withdraws them. */
abstract class DetailsCsv extends CsvFacts {

  private final PersonalKind kind;
  private final List<String> details;

  /**
   * @param details the columns beside the party's, with blanks between them
   */
  DetailsCsv(PersonalKind kind, String details) {
    super("partyId", details);
    this.kind = kind;
    this.details = List.of(details.split(" ", -1));
  }

  /**
   * What is sealed.
   *
   * @throws IllegalArgumentException without a value in its message
   */
  abstract String text(CsvRow row);

  /** The fact of a party's details; with null they are withdrawn. */
  abstract FactEvent recorded(String party, @Nullable String hash);

  @Override
  final List<String> personal() {
    return details;
  }

  @Override
  final boolean isSecret() {
    return true;
  }

  @Override
  final void row(CsvRow row, FactIntake intake) {
    String party = knownParty(row, intake);
    FactEvent withdrawn = recorded(party, null);
    if (details.stream().allMatch(it -> row.raw(it).isEmpty())) {
      intake.offer(withdrawn, row.line());
      return;
    }
    Personal kept = intake.personal(row.line(), kind, party, withdrawn.key(), text(row));
    intake.offer(recorded(party, kept.hash()), row.line(), kept);
  }

  /** The cell may be another's, so no message has it. */
  private static String knownParty(CsvRow row, FactIntake intake) {
    String given = row.given("partyId");
    try {
      return intake.known(new PartyId(given)).code();
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "partyId is none of a known party: bring that in a file parties*.csv, or look whether"
              + " columns changed places");
    }
  }
}
