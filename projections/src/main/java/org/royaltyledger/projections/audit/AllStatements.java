package org.royaltyledger.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Sha256;
import org.royaltyledger.projections.rendering.digest.StatementDigest;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.statement.Statements;

/**
 * What stands for all statements of all closed months.
 *
 * @param count how many there are
 * @param digest SHA-256 over the rows that {@code statements --format digest} prints of each month,
 *     the oldest first, each row with its newline; 64 hexadecimal digits
 */
public record AllStatements(int count, String digest) {

  /** Party by party: a month may have more lines than there is room for at once. */
  static AllStatements of(Statements statements) {
    MessageDigest digest = Sha256.digest();
    int count = 0;
    for (Period period : statements.closedPeriods()) {
      String party = "";
      for (Statements.Total total : statements.totals(period, Parties.ALL)) {
        if (total.party().equals(party)) {
          continue; // in another currency
        }
        party = total.party();
        for (Statement it : statements.of(period, Parties.of(new PartyId(party)))) {
          digest.update(StatementDigest.row(it).getBytes(UTF_8));
          count++;
        }
      }
    }
    return new AllStatements(count, HexFormat.of().formatHex(digest.digest()));
  }
}
