package org.royaltyledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may go over it
  private final Attempts attempts = new Attempts(clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(attempts.begin("ann")).isTrue();
    }
  }

  @Test
  void five_times_may_go_wrong_and_then_a_name_waits_a_minute() {
    fail(5);
    assertThat(attempts.begin("ann")).isFalse();
    assertThat(attempts.begin("ben")).isTrue();
    pass(Duration.ofSeconds(59));
    assertThat(attempts.begin("ann")).as("asking again does not make it longer").isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(attempts.begin("ann")).isTrue();
  }

  @Test
  void each_further_time_doubles_the_wait_up_to_an_hour() {
    fail(5);
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60}) {
      pass(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(attempts.begin("ann")).as("%d minutes", minutes).isFalse();
      pass(Duration.ofSeconds(1));
      assertThat(attempts.begin("ann")).as("%d minutes", minutes).isTrue();
    }
  }

  @Test
  void the_right_password_forgets_what_went_wrong() {
    fail(4);
    attempts.succeeded("ann");
    fail(5);
    assertThat(attempts.begin("ann")).isFalse();
  }
}
