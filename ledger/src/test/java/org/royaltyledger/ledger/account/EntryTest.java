package org.royaltyledger.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

class EntryTest {

  private static final Account CAME_IN = Account.receivable(new OfferingId("remix"));
  private static final Account MIA = Account.party(new PartyId("mia"), new LicenceId("L"));

  private static Posting posting(Account account, String amount) {
    return new Posting(account, new BigDecimal(amount));
  }

  private static Entry entry(Posting... postings) {
    return new Entry(
        Period.parse("2026-10"),
        Period.parse("2026-11"),
        Currencies.of("EUR"),
        Reason.ADJUSTED,
        22,
        List.of(postings));
  }

  @Test
  void entry_whose_postings_come_to_nothing_together_is_one() {
    assertThat(entry(posting(CAME_IN, "1.00"), posting(MIA, "-1.00")).postings()).hasSize(2);
  }

  @Test
  void entry_that_does_not_balance_cannot_be_made_and_names_its_sum() {
    assertThatThrownBy(() -> entry(posting(CAME_IN, "1.00"), posting(MIA, "-0.99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "2026-10 booked in 2026-11 for adjusted of place 22 does not balance: its 2 postings"
                + " come to 0.01 EUR");
  }

  @Test
  void entry_without_postings_and_posting_of_nothing_cannot_be_made() {
    assertThatThrownBy(EntryTest::entry).hasMessageContaining("without postings");
    assertThatThrownBy(() -> posting(MIA, "0.00")).hasMessageContaining("party mia L");
  }

  @Test
  void accounts_stand_in_the_order_of_kind_holder_and_contract() {
    Account other = Account.party(new PartyId("mia"), new LicenceId("M"));
    Account ben = Account.party(new PartyId("ben"), new LicenceId("M"));
    Account waits = Account.waiting(State.NO_SPLIT);
    Account kept = Account.retained(new OfferingId("a"));
    assertThat(Stream.of(kept, other, waits, MIA, CAME_IN, ben).sorted())
        .containsExactly(CAME_IN, ben, MIA, other, waits, kept);
  }

  @Test
  void only_what_came_in_is_shown_as_it_is_booked() {
    BigDecimal owed = new BigDecimal("-1.00");
    assertThat(Account.Kind.PARTY.side().shown(owed)).isEqualTo("1.00");
    assertThat(Account.Kind.RECEIVABLE.side().shown(owed)).isEqualTo("-1.00");
  }

  @ParameterizedTest
  @EnumSource(Account.Kind.class)
  void kinds_are_read_as_they_are_written(Account.Kind kind) {
    assertThat(Account.Kind.parse(kind.written())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void reasons_are_read_as_they_are_written(Reason reason) {
    assertThat(Reason.parse(reason.written())).isEqualTo(reason);
  }

  @Test
  void what_is_no_kind_or_reason_is_refused() {
    assertThatThrownBy(() -> Account.Kind.parse("bank")).hasMessageContaining("'bank'");
    assertThatThrownBy(() -> Reason.parse("gift")).hasMessageContaining("'gift'");
  }
}
