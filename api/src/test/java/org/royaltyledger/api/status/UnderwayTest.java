package org.royaltyledger.api.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.value.Refused;

/** How much of a server's work one caller may want at once. */
class UnderwayTest {

  private final Underway underway = new Underway(1, Duration.ZERO);

  private static Caller caller(String name) {
    return Caller.proven(name, List.of(Role.FINANCE), Sight.ALL);
  }

  private String asks(String name, java.util.function.Supplier<String> meanwhile) {
    return caller(name).doing(() -> underway.doing("explain", _ -> meanwhile.get()));
  }

  @Test
  void caller_has_no_more_under_way_than_he_may_and_others_have_theirs() {
    String done =
        asks(
            "label-1",
            () -> {
              assertThatThrownBy(() -> asks("label-1", () -> "too much"))
                  .isInstanceOfSatisfying(
                      Refused.class,
                      it -> assertThat(it.code()).isEqualTo(Refused.Code.TOO_MANY_REQUESTS))
                  .hasMessageContaining("'label-1' has 1 calculations under way already");
              return asks("label-2", () -> "of another");
            });

    assertThat(done).isEqualTo("of another");
    assertThat(asks("label-1", () -> "again")).isEqualTo("again");
  }

  @Test
  void all_together_have_no_more_under_way_than_the_server_lets_them() {
    asks(
        "label-1",
        () ->
            asks(
                "label-2",
                () -> {
                  assertThatThrownBy(() -> asks("label-3", () -> "too much"))
                      .hasMessageContaining("the server has 2 of all");
                  return "";
                }));
    assertThat(asks("label-3", () -> "after them")).isEqualTo("after them");
  }

  @Test
  void place_of_a_task_that_fails_is_free_again() {
    assertThatThrownBy(
            () ->
                asks(
                    "label-1",
                    () -> {
                      throw new IllegalStateException("of the task");
                    }))
        .hasMessage("of the task");

    assertThat(asks("label-1", () -> "next")).isEqualTo("next");
    assertThat(underway.now()).isEmpty();
  }
}
