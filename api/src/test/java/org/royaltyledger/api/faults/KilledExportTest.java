package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a kill leaves of what is written beside the store is whole, or is not there. */
class KilledExportTest {

  private static final int KILLS = Integer.getInteger("export.kills", 1);
  private static final long SEED = Long.getLong("export.seed", 20261123);

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private Month closed() {
    System.out.printf("seed %d: -Dexport.seed=%1$d -Dexport.kills=N%n", SEED);
    var month = new Month(Month.write(folder.resolve("files"), 7, 400), folder.resolve("store"));
    month.imported();
    month.closed();
    return month;
  }

  /** Kills the command once so many files are there under names that begin so. */
  private void kill(Month month, List<String> command, String names, int files) {
    try (Child child = Child.start(month.store(), command)) {
      child.runsUntil(() -> found(names).count() >= files);
      child.kill();
    }
  }

  private Stream<Path> found(String names) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(Files::isRegularFile)
          .filter(it -> folder.relativize(it).toString().startsWith(names))
          .toList()
          .stream();
    } catch (UncheckedIOException | IOException e) {
      return Stream.empty(); // it is renamed right now
    }
  }

  @Test
  void statement_is_a_whole_file_or_none_and_the_same_command_writes_all() throws IOException {
    Month month = closed();
    Path out = folder.resolve("out");
    String[] command = {"statements", Month.PERIOD, "--format", "json", "--out", out.toString()};
    for (int kill = 0; kill < KILLS; kill++) {
      kill(month, List.of(command), "out/", random.nextInt(1, 60));
      try (Stream<Path> files = Files.list(out)) {
        for (Path it : files.filter(file -> file.toString().endsWith(".json")).toList()) {
          assertThat(JsonMapper.shared().readTree(Files.readString(it)).isEmpty())
              .as("%s", it)
              .isFalse();
        }
      }
    }
    assertThat(month.run(command).exit()).as(month.err()).isZero();
    assertThat(out).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void evidence_is_a_whole_folder_or_none_and_the_same_command_writes_it() throws IOException {
    Month month = closed();
    month.run("statements", Month.PERIOD, "--format", "digest");
    String party = month.out().lines().skip(1).findFirst().orElseThrow().split("\t", -1)[1];
    Path out = folder.resolve("evidence");
    String[] command = {
      "audit", "export", "--period", Month.PERIOD, "--party", party, "--out", out.toString()
    };
    for (int kill = 0; kill < KILLS; kill++) {
      kill(month, List.of(command), "evidence", random.nextInt(1, 12));
      if (Files.exists(out)) { // it was done before the kill
        assertThat(out.resolve("SHA256SUMS")).exists();
        Files.move(out, folder.resolve("done-" + kill));
      }
    }
    assertThat(month.run(command).exit()).as(month.err()).isZero();
    assertThat(out.resolve("SHA256SUMS")).exists();
    assertThat(month.run("check").exit()).as(month.out()).isZero();
  }
}
