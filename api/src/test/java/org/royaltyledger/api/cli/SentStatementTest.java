package org.royaltyledger.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.royaltyledger.projections.rendering.StatementDocument;
import org.royaltyledger.projections.rendering.json.StatementFromJson;
import org.royaltyledger.projections.rendering.json.StatementJson;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;
import org.royaltyledger.projections.suspense.OwnWaiting;
import tools.jackson.databind.json.JsonMapper;

/** {@code --server} prints from JSON what {@code --data} prints from the store. */
class SentStatementTest {

  @Test
  void nothing_of_a_statement_is_lost_on_the_way() throws IOException {
    var sent =
        new StatementDocument(
            new Statement(
                "2026-11",
                "ann",
                "EUR",
                amount("130.00"),
                List.of(
                    pool(null, 0, new Statement.Raised("2026-10-01", BigFraction.of(50, 3))),
                    pool(null, 1, null),
                    pool("2026-10", 0, new Statement.Raised("2026-10-01", null))),
                List.of(line(null, "R1"), line("2026-10", "R1")),
                List.of(line(null, "R2")),
                new Payment(
                    List.of(
                        new Payment.Deduction(
                            "fee", "c-1", "x", amount("10"), amount("130.00"), amount("-13.00")),
                        new Payment.Deduction("held", "c-1", "c-2", null, null, amount("-7.00"))),
                    amount("110.00"),
                    amount("1.00"),
                    amount("2.00"),
                    amount("113.00"),
                    new Payment.Tax(amount("5"), "SE: treaty", amount("5.65")),
                    new Payment.Exchange(amount("107.35"), amount("11.2"), "2026-11-30: bank"),
                    amount("1202.32"),
                    "SEK",
                    amount("0.00"),
                    "below-minimum",
                    amount("50.00"))),
            List.of(new OwnWaiting("remix", "SE", "ASSET", "R3", "no-consent", 3, "2.5")));
    var text = new StringBuilder();
    new StatementJson().write(List.of(sent), text);

    StatementDocument got =
        StatementFromJson.statement(
            JsonMapper.builder().build().readTree(text.toString()).required(0));

    assertThat(got).isEqualTo(sent);
  }

  private static Statement.PoolShare pool(
      @Nullable String adjusts, int part, Statement.@Nullable Raised raised) {
    return new Statement.PoolShare(
        adjusts, "remix", "SE", "L", part, amount("65.00"), amount("0.05"), raised);
  }

  private static Statement.Line line(@Nullable String adjusts, String asset) {
    return new Statement.Line(
        adjusts,
        "remix",
        "SE",
        "NO",
        "OnDemandStream",
        asset,
        "RECORDING",
        "L",
        0,
        "2026-10",
        amount("1.5"),
        amount("50"),
        BigFraction.of(65, 7));
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
