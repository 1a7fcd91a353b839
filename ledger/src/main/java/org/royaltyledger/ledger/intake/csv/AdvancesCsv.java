package org.royaltyledger.ledger.intake.csv;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.contract.Advance;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;

/** {@code advances*.csv}: advances and costs that royalties are to earn back. */
public final class AdvancesCsv extends CsvFacts {

  private static final int LONGEST_EVIDENCE = 200;

  public AdvancesCsv() {
    super("advance contracts date currency amount", "kind paidBy evidence");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    CurrencyUnit currency = Currencies.of(row.given("currency"));
    String paidBy = row.optional("paidBy");
    String evidence = row.optional("evidence");
    var advance =
        new Advance(
            Codes.require("advance", row.given("advance")),
            Arrays.stream(row.given("contracts").split("\\|", -1))
                .map(code -> known(new ContractId(code), intake))
                .collect(Collectors.toCollection(TreeSet::new)),
            row.oneOf("kind", Advance.Kind.ADVANCE),
            Values.day("date", row.given("date")),
            currency,
            Values.money("amount", row.given("amount"), currency),
            paidBy == null ? null : intake.known(new PartyId(paidBy)),
            evidence == null ? null : Codes.requireText("evidence", evidence, LONGEST_EVIDENCE));
    intake.offer(advance.recorded(), row.line());
  }

  private static ContractId known(ContractId contract, FactIntake intake) {
    if (!intake.known().knows(Key.of("contract", contract.code()))) {
      throw new IllegalArgumentException(
          "contract '%s' is unknown: import it first, in a file contracts*.json"
              .formatted(contract));
    }
    return contract;
  }
}
