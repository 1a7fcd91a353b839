package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.RoyaltyLedger;
import tools.jackson.databind.json.JsonMapper;

/** Lines and packed files far larger than memory, in a process that has little. */
class LargeInputTest {

  private static final String HEAP = "-Xmx96m";
  private static final int MEGABYTE = 1_000_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void line_of_100_megabytes_and_bombs_of_gzip_are_kept_out_in_little_memory(@TempDir Path folder)
      throws Exception {
    try (var before = new Scenario(folder)) {
      before.licensed("ann", "A1");
      before.play("kept", "A1", 1);
      before.imported();
    }
    Path in = Files.createDirectories(folder.resolve("large"));
    String head = Line.usage("before-line").of("A1", "1").text() + "\n";
    write(in, "usages-line.ndjson", head, 'x', 100, "\n" + head.replace("before", "after"));
    pack(
        in,
        "usages-bomb.ndjson.gz",
        head.replace("line", "b"),
        ' ',
        "\n" + head.replace("line", "c"));
    pack(in, "parties.csv.gz", "partyId,kind\np-1,LABEL\n", 'x', ",LABEL\np-2,LABEL\n");
    pack(in, "outputs.ndjson.gz", "{\"output\":\"o-1\"}\n", '[', "\n{\"output\":\"o-2\"}\n");
    pack(in, "licences.json.gz", "[" + new Licence("L-a", "ann").text(), ' ', "]");

    var child = imported(folder.resolve("store"), in);

    assertThat(child.exit).as(child.err).isEqualTo(2);
    assertThat(JSON.readTree(child.out).values())
        .extracting(
            it ->
                "%s %d accepted, %d rejected"
                    .formatted(
                        it.path("file").stringValue(),
                        it.path("accepted").intValue(),
                        it.path("rejected").intValue()))
        .containsExactly(
            "parties.csv.gz 2 accepted, 1 rejected",
            "licences.json.gz 1 accepted, 0 rejected",
            "outputs.ndjson.gz 2 accepted, 1 rejected",
            "usages-bomb.ndjson.gz 2 accepted, 1 rejected",
            "usages-line.ndjson 2 accepted, 1 rejected");
    assertThat(Files.readString(in.resolve("rejected-usages-line.ndjson")))
        .isEqualTo(
            "2\tline has 100000000 bytes, more than 1048576: write one row on each line\t%s…\n"
                .formatted("x".repeat(2_000)));
    try (var after = new Scenario(folder)) {
      after.file("usages.ndjson", Line.usage("kept").of("A1", "1").text());
      assertThat(after.importFiles("usages.ndjson")).isZero();
      assertThat(after.fate("usages")).isEqualTo("0 accepted, 1 repeated, 0 rejected");
    } // which asks whether the store is sound
  }

  private record Ended(int exit, String out, String err) {}

  /** Imports all files of a folder in a process with little memory. */
  private static Ended imported(Path store, Path in) throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                RoyaltyLedger.class.getName(),
                "--data",
                store.toString(),
                "import",
                "--json"));
    try (var files = Files.list(in)) {
      files.map(Path::toString).forEach(words::add);
    }
    Path out = in.resolveSibling("out");
    Path err = in.resolveSibling("err");
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  private static void write(
      Path folder, String name, String head, char much, int megabytes, String tail)
      throws Exception {
    byte[] block = new byte[MEGABYTE];
    Arrays.fill(block, (byte) much);
    try (OutputStream to = Files.newOutputStream(folder.resolve(name))) {
      to.write(head.getBytes(UTF_8));
      for (int i = 0; i < megabytes; i++) {
        to.write(block);
      }
      to.write(tail.getBytes(UTF_8));
    }
  }

  /** A file of some 120 KB that unpacks to 120 MB. */
  private static void pack(Path folder, String name, String head, char much, String tail)
      throws Exception {
    byte[] block = new byte[20 * MEGABYTE];
    Arrays.fill(block, (byte) much);
    byte[] packed = Gzip.of(block);
    try (OutputStream to = Files.newOutputStream(folder.resolve(name))) {
      to.write(Gzip.of(head));
      for (int i = 0; i < 6; i++) {
        to.write(packed);
      }
      to.write(Gzip.of(tail));
    }
  }
}
