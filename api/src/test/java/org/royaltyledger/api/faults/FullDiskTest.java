package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside the store is written as a whole, or refused with the way out. */
class FullDiskTest {

  private static final String SENTENCE =
      "the disk is full (No space left on device): free some space, then do the same again; what"
          + " was acknowledged is kept, and what is in already counts once";

  @TempDir private static Path folder;
  private static Month month = new Month(Path.of(""), Path.of(""));

  @BeforeAll
  static void closedMonth() {
    month = new Month(Month.write(folder.resolve("files"), 7, 400), folder.resolve("store"));
    month.imported();
    month.closed();
  }

  @Test
  void statement_that_does_not_fit_is_no_file_and_one_that_was_there_stays() throws IOException {
    Path out = folder.resolve("out");
    assertThat(month.run("statements", Month.PERIOD, "--out", out.toString()).exit()).isZero();
    Path first = Path.of(month.out().lines().findFirst().orElseThrow());
    String before = Files.readString(first);
    // A device on which nothing ever fits, under the name that the file has while it is written.
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Files.createSymbolicLink(out.resolve(first.getFileName() + ".part"), full);

    assertThat(month.run("statements", Month.PERIOD, "--out", out.toString()).exit()).isEqualTo(1);

    assertThat(month.err()).isEqualToIgnoringNewLines(SENTENCE);
    assertThat(first).hasContent(before);
    assertThat(month.run("statements", Month.PERIOD, "--out", out.toString()).exit()).isZero();
    assertThat(out).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void rejected_lines_that_do_not_fit_are_refused_and_written_by_the_same_import_later()
      throws IOException {
    var disk = SmallDisk.mounted(folder.resolve("disk"), 1);
    assumeTrue(disk.isPresent(), "only root can mount a disk, and CI=true where sudo does not ask");
    try (SmallDisk small = disk.get()) {
      Path file = folder.resolve("usages-bad.ndjson");
      Files.writeString(file, "no usage\n".repeat(2_000));
      Path rejects = small.folder().resolve("rejected-usages-bad.ndjson");
      String[] command = {"import", "--rejects", small.folder().toString(), file.toString()};
      small.fill(0);

      assertThat(month.run(command).exit()).isEqualTo(1);

      assertThat(month.err()).isEqualToIgnoringNewLines(SENTENCE);
      assertThat(rejects).doesNotExist();
      small.empty();
      assertThat(month.run(command).exit()).isEqualTo(2);
      assertThat(rejects).exists();
      assertThat(Files.readAllLines(rejects)).hasSize(2_000);
    }
  }
}
