package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.royaltyledger.api.faults.Undisturbed.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Input that breaks off, and two processes that want one store. */
final class OtherFaults {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OtherFaults() {}

  /** A file of usages that breaks off anywhere, packed or not: what is before the cut is in. */
  static void cutInput(Cycle cycle) {
    cycle.begin(Stage.FACTS);
    Path whole = cycle.undisturbed().usageFile(cycle.random().nextInt(1, Undisturbed.PARTS + 1));
    List<SentUsage> usages = SentUsage.in(whole);
    boolean packed = cycle.random().nextBoolean();
    Path cut = cycle.folder().resolve("usages-cut.ndjson" + (packed ? ".gz" : ""));
    byte[] bytes = packed ? packed(bytes(whole)) : bytes(whole);
    int length = cycle.random().nextInt(bytes.length);
    write(cut, Arrays.copyOf(bytes, length));
    cycle.notebook().sends(usages);
    try (Child child = cycle.start(List.of("import", "--json", cut.toString()))) {
      int exit = child.exit();
      assertThat(exit).as(child.err()).isLessThanOrEqualTo(2);
      if (child.out().isEmpty()) {
        assertThat(child.err()).as("why nothing was done").isNotBlank();
        cycle.note("cut file refused");
      } else {
        JsonNode report = JSON.readTree(child.out()).path(0);
        int accepted = report.path("accepted").asInt();
        assertThat(report.path("rejected").asInt()).isLessThanOrEqualTo(1);
        assertThat(accepted).isLessThanOrEqualTo(usages.size());
        cycle.acknowledged(usages.subList(0, accepted));
        cycle.note(
            "%s cut at byte %d of %d: %d of %d usages, exit %d"
                .formatted(
                    packed ? "packed file" : "file",
                    length,
                    bytes.length,
                    accepted,
                    usages.size(),
                    exit));
      }
      cycle.struck();
    }
    cycle.look();
  }

  /** Both import everything at once; perhaps one of them is killed. */
  static void twoProcesses(Cycle cycle) {
    cycle.begin(Stage.FACTS);
    cycle.sends();
    List<String> importing = cycle.importing();
    boolean kills = cycle.random().nextBoolean();
    try (Child one = cycle.start(importing);
        Child other = cycle.start(importing)) {
      if (kills && one.runsUntil(cycle.moment(cycle.undisturbed().bytesOfUsages()))) {
        one.kill();
      }
      var ended = new ArrayList<String>();
      for (Child child : List.of(one, other)) {
        switch (child.exit()) {
          case 0 -> {
            cycle.acknowledged(cycle.undisturbed().usages());
            ended.add("done");
          }
          case 1 -> {
            assertThat(child.err()).contains("in use by process");
            ended.add("refused");
            cycle.struck();
          }
          default -> {
            assertThat(child.exit()).as(child.err()).isEqualTo(Child.KILLED);
            ended.add("killed");
          }
        }
      }
      cycle.note("two processes: " + ended);
      assertThat(ended).isNotEqualTo(List.of("refused", "refused"));
    }
    cycle.look();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
