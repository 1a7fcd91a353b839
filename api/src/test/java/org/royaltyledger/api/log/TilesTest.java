package org.royaltyledger.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.proof.TreeHash;

/** What a server shows of its log to programs of others. */
class TilesTest {

  private static final int WIDTH = 256;

  @TempDir private Path folder;

  private ServedStore served(int seconds) {
    var served = new ServedStore(folder, "--royalty-ledger.checkpoint-seconds=" + seconds);
    served.file(
        "parties.csv",
        Stream.concat(
                Stream.of("partyId,name,kind"),
                IntStream.range(0, 300).mapToObj(i -> "p%d,P,ARTIST".formatted(i)))
            .toArray(String[]::new));
    served.importAll();
    return served;
  }

  private static TreeHash root(List<TreeHash> leaves) {
    var tree = new Frontier();
    leaves.forEach(it -> tree.add(it, (level, index, hash) -> {}));
    return tree.root();
  }

  private static List<TreeHash> hashes(ServedStore served, String tile) {
    byte[] bytes = served.download("/log/tile/" + tile).body();
    var hashes = new ArrayList<TreeHash>();
    for (int at = 0; at < bytes.length; at += TreeHash.LENGTH) {
      hashes.add(TreeHash.of(Arrays.copyOfRange(bytes, at, at + TreeHash.LENGTH)));
    }
    return hashes;
  }

  private static List<TreeHash> leaves(ServedStore served, String tile) {
    ByteBuffer bytes = ByteBuffer.wrap(served.download("/log/tile/entries/" + tile).body());
    var leaves = new ArrayList<TreeHash>();
    while (bytes.hasRemaining()) {
      byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(entry);
      leaves.add(TreeHash.leaf(entry));
    }
    return leaves;
  }

  @Test
  void tiles_and_entries_add_up_to_what_was_signed_and_nothing_more_is_shown() {
    try (var served = served(0)) {
      assertThat(served.get("/log/checkpoint").statusCode()).isEqualTo(404);
      assertThat(served.get("/log/tile/0/000").statusCode()).isEqualTo(404);
      assertThat(served.post("/api/v1/log/checkpoints", "application/json", "{}").statusCode())
          .isEqualTo(200);

      Checkpoint signed =
          Checkpoint.parse(SignedNote.parse(served.get("/log/checkpoint").body()).text());
      long rest = signed.size() - WIDTH;
      String partial = "001.p/" + rest;
      List<TreeHash> first = hashes(served, "0/000");
      var all = new ArrayList<>(first);
      all.addAll(hashes(served, "0/" + partial));

      assertThat(rest).isBetween(1L, 255L);
      assertThat(first).hasSize(WIDTH);
      assertThat(root(all)).isEqualTo(signed.root());
      assertThat(hashes(served, "1/000.p/1")).containsExactly(root(first));
      assertThat(leaves(served, "000")).isEqualTo(first);
      assertThat(leaves(served, partial)).isEqualTo(all.subList(WIDTH, all.size()));
      for (String none :
          List.of(
              "0/001",
              "0/001.p/" + (rest + 1),
              "0/002.p/1",
              "1/000",
              "1/000.p/2",
              "2/000.p/1",
              "0/000.p/0",
              "0/000.p/257",
              "0/1",
              "x",
              "entries/001",
              "63/000")) {
        assertThat(served.get("/log/tile/" + none).statusCode()).as(none).isEqualTo(404);
      }
    }
  }

  @Test
  void server_signs_its_log_without_being_asked() {
    try (var served = served(1)) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (served.get("/log/checkpoint").statusCode() != 200) {
        assertThat(System.nanoTime()).as("a checkpoint within a minute").isLessThan(end);
      }
      assertThat(served.get("/log/checkpoint").body()).startsWith("royalty-ledger/");
    }
  }
}
