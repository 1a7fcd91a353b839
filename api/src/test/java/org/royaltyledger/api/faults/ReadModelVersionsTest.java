package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose read models an older version built: they are built again, from the log alone. */
class ReadModelVersionsTest {

  @TempDir private Path folder;

  @Test
  void read_models_of_another_version_are_built_again_and_those_of_the_same_are_not() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    month.closed();

    Tampering.with(month.store(), sql -> sql.execute("delete from statement_line"));
    month.run("replay");
    assertThat(month.exit()).isEqualTo(3); // whatever is there is taken for it

    Tampering.with(month.store(), sql -> sql.execute("update read_model set version = 1"));
    month.run("replay");
    assertThat(month.exit()).as(month.out()).isZero();
    month.run("check");
    assertThat(month.exit()).as(month.out()).isZero();
  }
}
