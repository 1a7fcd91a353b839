package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be signed is done all the same. */
class UnsignedCloseTest {

  @TempDir private Path folder;

  @Test
  void month_is_closed_where_what_was_signed_cannot_be_read_and_says_so() throws IOException {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    Tampering.with(
        month.store(), sql -> sql.execute("insert into checkpoint (size, note) values (1, 'x')"));

    assertThat(month.run("close", Month.PERIOD).exit()).as(month.err()).isZero();

    assertThat(month.err())
        .contains("what was asked is done, and the log was not signed after it")
        .contains("see what is wrong with: check");
    assertThat(month.run("check").exit()).isEqualTo(3);
    assertThat(month.out()).contains("the checkpoint at 1 events is none");
  }
}
