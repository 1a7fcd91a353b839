package org.royaltyledger.ledger.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsTest {

  @TempDir Path folder;

  @Test
  void a_rejected_line_stands_beside_the_file_with_its_number_and_reason() throws IOException {
    Path input = folder.resolve("parties.csv");
    try (var rejects = Rejects.of(input, null)) {
      rejects.accept(new Reject(7, "kind 'X' is unknown", "a,b\tc,X"));
    }
    assertThat(folder.resolve("rejected-parties.csv"))
        .hasContent("7\tkind 'X' is unknown\ta,b\\tc,X\n");
    assertThat(folder.resolve("rejected-parties.csv.part")).doesNotExist();
  }

  @Test
  void nothing_rejected_leaves_no_file_not_even_an_old_one() throws IOException {
    Path old = folder.resolve("rejected-parties.csv");
    Files.writeString(old, "of the last import");
    try (var _ = Rejects.of(folder.resolve("parties.csv"), null)) {
      assertThat(old).exists();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_line_cannot_pass_for_two_nor_steer_a_terminal() throws IOException {
    try (var rejects = Rejects.of(folder.resolve("parties.csv"), folder.resolve("new/bad"))) {
      rejects.accept(new Reject(1, "name 'a\tb\r\nc'", "x\r\n2\tfine\t\u001b[2J\u202e"));
    }
    assertThat(Files.readAllLines(folder.resolve("new/bad/rejected-parties.csv")))
        .containsExactly("1\tname 'a\\tb\\r\\nc'\tx\\r\\n2\\tfine\\t\\u001B[2J\\u202E");
  }

  @Test
  void a_huge_line_is_cut() throws IOException {
    try (var rejects = Rejects.of(folder.resolve("parties.csv"), null)) {
      rejects.accept(new Reject(1, "r".repeat(9_000), "t".repeat(9_000)));
    }
    assertThat(Files.readString(folder.resolve("rejected-parties.csv")))
        .isEqualTo("1\t" + "r".repeat(500) + "…\t" + "t".repeat(2_000) + "…\n");
  }

  @Test
  void of_a_packed_file_the_rejected_lines_are_packed() throws IOException {
    try (var rejects = Rejects.of(folder.resolve("parties.csv.gz"), null)) {
      rejects.accept(new Reject(1, "r", "t"));
    }
    try (var in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("rejected-parties.csv.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("1\tr\tt\n");
    }
  }
}
