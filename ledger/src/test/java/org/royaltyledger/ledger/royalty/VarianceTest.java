package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change in percent is exact to one decimal, and has the sign of the difference. */
class VarianceTest {

  @ParameterizedTest
  @CsvSource({
    "4.00, 3.00, 33.3",
    "1.00, 3.00, -66.7",
    "10.005, 10.00, 0.1",
    "9.995, 10.00, -0.1",
    "0.00, 3.00, -100.0",
    "-1.00, -2.00, 50.0",
    "-3.00, -2.00, -50.0",
    "1.00, -2.00, 150.0",
    "999999999999999.99, 0.01, 9999999999999999800.0",
    "3, 0.00, "
  })
  void percent_is_of_what_it_was(BigDecimal now, BigDecimal before, String percent) {
    BigDecimal told = new Variance.Change(now, before).percent();
    assertThat(told == null ? null : told.toPlainString()).isEqualTo(percent);
  }
}
