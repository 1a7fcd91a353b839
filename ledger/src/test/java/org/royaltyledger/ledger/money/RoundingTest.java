package org.royaltyledger.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.royaltyledger.ledger.value.Currencies;

class RoundingTest {

  @ParameterizedTest(name = "{0} {1}/{2} is {3}")
  @CsvSource({
    "EUR, 1, 200, 0.01",
    "EUR, -1, 200, -0.01",
    "EUR, 1, 201, 0.00",
    "EUR, 5, 1000, 0.01",
    "EUR, 4999, 1000000, 0.00",
    "JPY, 1, 2, 1",
    "JPY, 1000, 3, 333",
    "KWD, 10, 3, 3.333",
    "KWD, 1, 2000, 0.001",
    "USD, 100, 3, 33.33"
  })
  void half_goes_up_at_the_currencys_own_decimals(
      String currency, long numerator, long denominator, String rounded) {
    CurrencyUnit unit = Currencies.of(currency);

    BigDecimal decimal = Rounding.decimal(fraction(numerator, denominator), unit);

    assertThat(decimal).isEqualTo(new BigDecimal(rounded));
    assertThat(
            Rounding.halfUp(fraction(numerator, denominator), unit)
                .getNumber()
                .numberValueExact(BigDecimal.class))
        .isEqualByComparingTo(rounded);
    assertThat(Rounding.ofMinorUnits(Rounding.minorUnits(decimal, unit), unit)).isEqualTo(decimal);
  }

  @Test
  void an_amount_with_a_fraction_of_a_minor_unit_has_no_minor_units() {
    assertThatThrownBy(() -> Rounding.minorUnits(new BigDecimal("0.001"), Currencies.of("EUR")))
        .isInstanceOf(ArithmeticException.class);
    assertThat(Rounding.minorUnits(new BigDecimal("1.20000"), Currencies.of("EUR")))
        .isEqualTo(BigInteger.valueOf(120));
  }

  @Test
  void a_line_is_never_rounded_before_its_sum() {
    // 0.012863765233 less 15 %
    BigFraction line = Fractions.of(new BigDecimal("0.012863765233"));
    BigFraction tax = line.multiply(Fractions.ofPercent(new BigDecimal("15")));

    assertThat(tax).isEqualTo(Fractions.of(new BigDecimal("0.00192956478495")));
    assertThat(line.subtract(tax)).isEqualTo(Fractions.of(new BigDecimal("0.01093420044805")));
  }

  @Test
  void a_fraction_is_written_reduced_and_read_back() {
    BigFraction third = Fractions.ofPercent(new BigDecimal("12.50")).multiply(fraction(8, 3));

    assertThat(Fractions.text(third)).isEqualTo("1/3");
    assertThat(Fractions.parse("1/3")).isEqualTo(third);
    assertThat(Fractions.readable(third)).isEqualTo(new BigDecimal("0.333333333333"));
    assertThat(Fractions.text(BigFraction.ZERO)).isEqualTo("0/1");
    assertThat(Fractions.of(new BigDecimal("1E+3"))).isEqualTo(BigFraction.of(1000));
    assertThatThrownBy(() -> Fractions.parse("1/0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fractions.parse("1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sums_of_fractions_keep_their_proportions() {
    var sums =
        java.util.List.of(
            new FractionSum().add(fraction(1, 3)).add(fraction(1, 6)),
            new FractionSum().add(fraction(1, 4)),
            new FractionSum());

    assertThat(FractionSum.proportions(sums))
        .containsExactly(BigInteger.valueOf(6), BigInteger.valueOf(3), BigInteger.ZERO);
  }

  private static BigFraction fraction(long numerator, long denominator) {
    return BigFraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }
}
