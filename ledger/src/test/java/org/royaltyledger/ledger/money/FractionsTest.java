package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class FractionsTest {

  /** Every pair of sevenths from -2 to 2 against decimals of another library. */
  @Test
  void of_two_fractions_the_greater_one_is_found_on_both_sides_of_zero() {
    for (int one = -14; one <= 14; one++) {
      for (int other = -14; other <= 14; other++) {
        assertThat(Fractions.compare(BigFraction.of(one, 7), BigFraction.of(other, 7)))
            .as("%d/7 and %d/7", one, other)
            .isEqualTo(BigDecimal.valueOf(one).compareTo(BigDecimal.valueOf(other)));
      }
    }
  }
}
