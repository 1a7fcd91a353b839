package org.royaltyledger.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.HttpStatus;

/** What a failure comes down to, whoever met it: a request, or an import that nobody waits for. */
class ProblemsTest {

  private final IOException full = new IOException("No space left on device");

  @Test
  void full_disk_is_told_whatever_was_made_of_it() {
    assertThat(Problems.because(new UncheckedIOException(full)).code())
        .isEqualTo(Refused.Code.DISK_FULL);
    var unwritable = new Refused(Refused.Code.FILE_UNREADABLE, "cannot be written: name another");
    unwritable.initCause(full);
    assertThat(Problems.because(unwritable).code()).isEqualTo(Refused.Code.DISK_FULL);
  }

  @Test
  void refusal_is_told_as_it_is_and_the_unexpected_without_its_words() {
    var refused = new Refused(Refused.Code.NO_RATE, "no rate: import one");
    assertThat(Problems.because(refused))
        .isEqualTo(Problem.of(Refused.Code.NO_RATE, "no rate: import one"));
    Problem unexpected = Problems.because(new IllegalStateException("a table's name"));
    assertThat(unexpected.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(unexpected.detail()).doesNotContain("a table's name");
  }
}
