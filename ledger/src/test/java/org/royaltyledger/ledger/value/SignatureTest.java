package org.royaltyledger.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "finance-1,Finance-1",
        "finance-1, finance-1",
        "fin ance,fin  ance",
        "a\u00A0b,a b",
        "Jos\u00E9,Jose\u0301",
        "finance-1,\uFF46inance-1",
        "k,\u212A",
        "\u01C6,d\u017E",
        "finance-1,finance-1\u3164",
        "stra\u00DFe,STRASSE"
      })
  void names_that_read_alike_are_one(String one, String other) {
    assertThat(Signature.isSame(one, other)).isTrue();
  }

  @Test
  void other_names_are_others() {
    assertThat(Signature.isSame("finance-1", "finance-2")).isFalse();
    assertThat(Signature.isSame("\u5C71", "\u5DDD")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "  ", " a", "a ", "UNNAMED", "unnamed ", "\u3164", "\u2800"})
  void name_that_can_be_taken_for_none_is_not_said(String who) {
    assertThatThrownBy(() -> Signature.said(who, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void name_that_was_written_down_before_is_still_read() {
    assertThat(new Signature("finance-1 ", "as of old").isNamed()).isTrue();
    assertThat(Signature.NONE.isNamed()).isFalse();
  }
}
