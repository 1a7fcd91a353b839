package org.royaltyledger.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is at work holds for a piece of work, and no longer. */
class ActingTest {

  private static final Signature ANN = new Signature("ann", "month end");

  @Test
  void nobody_named_is_the_program_itself() {
    assertThat(Acting.now()).isEqualTo(new Acting("unnamed", null, "program"));
  }

  @Test
  void name_is_added_to_the_place_and_both_end_with_the_work() {
    Acting said = Acting.http("10.0.0.1").doing(() -> Acting.as(ANN).doing(Acting::now));
    assertThat(said).isEqualTo(new Acting("ann", "month end", "http 10.0.0.1"));
    assertThatThrownBy(
            () ->
                Acting.COMMAND_LINE.doing(
                    () -> {
                      throw new IllegalStateException("broken off");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Acting.now()).isEqualTo(Acting.PROGRAM);
  }

  @Test
  void other_threads_do_not_inherit_it() throws Exception {
    var there = new Acting[1];
    Acting.COMMAND_LINE.doing(
        () -> {
          Thread.ofPlatform().start(() -> there[0] = Acting.now()).join();
          return there;
        });
    assertThat(there[0]).isEqualTo(Acting.PROGRAM);
  }

  @Test
  void those_who_share_a_block_are_named_once_each() {
    var one = new Acting("ann", null, "http 10.0.0.1");
    assertThat(Acting.together(List.of(one, one))).isEqualTo(one);
    assertThat(
            Acting.together(
                List.of(
                    one,
                    new Acting("ben", "tests", "http 10.0.0.1"),
                    new Acting("ann", "live", "http 10.0.0.2"))))
        .isEqualTo(new Acting("ann, ben", "tests; live", "http 10.0.0.1, http 10.0.0.2"));
  }

  @Test
  void many_who_share_a_block_are_counted() {
    Acting all =
        Acting.together(
            IntStream.range(0, 8_192)
                .mapToObj(it -> new Acting("c" + it, "of c" + it, "http 10.0.0." + it))
                .toList());
    assertThat(all.who()).startsWith("c0, c1, ").matches(".* and [0-9]+ more").hasSizeLessThan(280);
    assertThat(all.why()).hasSizeLessThan(280);
    assertThat(all.from()).hasSizeLessThan(280);
  }
}
