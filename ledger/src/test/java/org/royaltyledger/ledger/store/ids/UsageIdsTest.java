package org.royaltyledger.ledger.store.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index knows every id of the log up to its place, whatever has happened to its files. */
class UsageIdsTest {

  private static final int IDS_IN_A_RUN = 32;
  private static final Fingerprint FINGERPRINT = new Fingerprint(new byte[Fingerprint.KEY]);

  @TempDir private Path folder;

  /** What the index is of: the ids of each event, and the events' identifiers. */
  private final List<List<String>> log = new ArrayList<>();

  private String past = "";
  private UsageIds ids = UsageIds.inMemory(FINGERPRINT);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_id_is_found_where_it_stands_after_any_number_of_starts(long seed) {
    follows(seed, FINGERPRINT);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ids_of_one_fingerprint_are_all_found(long seed) {
    follows(seed, id -> seed % 2 == 0 ? -42 : id.length());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  private void follows(long seed, Fingerprinting fingerprinting) {
    var random = new SplittableRandom(seed);
    open(fingerprinting);
    for (int event = 0; event < 150; event++) {
      record(random.nextInt(20));
      if (random.nextInt(10) == 0) {
        ids.close();
        open(fingerprinting);
      }
      follow();
    }
    assertKnowsTheLog();
    ids.close();
    open(fingerprinting);
    follow();
    assertKnowsTheLog();
    ids.close();
  }

  @Test
  void start_reads_only_the_end_of_the_log_again() {
    fill(500);
    ids.close();
    open();
    assertThat(ids.upTo()).isGreaterThan(log.size() - IDS_IN_A_RUN);
    ids.close();
  }

  @Test
  void files_stay_few_however_long_the_log() throws IOException {
    fill(5_000);
    ids.close();
    assertThat(files()).hasSizeLessThan(20);
  }

  @Test
  void deleted_index_is_made_again() throws IOException {
    fill(500);
    ids.close();
    for (Path file : files()) {
      Files.delete(file);
    }
    isRight();
  }

  @Test
  void file_with_any_byte_changed_is_made_again() throws IOException {
    fill(10);
    ids.close();
    assertThat(files()).hasSize(1);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      boolean unused = at >= Run.HEADER_CHECKSUM_AT + Long.BYTES && at < Run.FINGERPRINTS;
      if (!unused) {
        byte[] changed = whole.clone();
        changed[at] ^= 0x10;
        Files.write(file, changed);
        open();
        assertThat(ids.upTo()).as("byte %d", at).isZero();
        ids.close();
      }
    }
    isRight();
  }

  @Test
  void file_cut_off_anywhere_is_made_again() throws IOException {
    fill(100);
    ids.close();
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 79, 4_095, 4_096, 4_200, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      isRight();
    }
  }

  @Test
  void what_a_killed_process_left_does_no_harm() throws IOException {
    fill(300);
    Path before = Files.createDirectory(folder.resolve("before"));
    ids.close();
    for (Path file : files()) {
      Files.copy(file, before.resolve(file.getFileName()));
    }
    open();
    fill(700);
    ids.close();
    // Killed after a merge, before what it replaces was deleted, and while the next was written.
    try (Stream<Path> old = Files.list(before)) {
      for (Path file : old.toList()) {
        Files.copy(file, index().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.writeString(index().resolve("7-9.run" + RunWriter.UNFINISHED), "half");
    isRight();
    assertThat(files()).noneMatch(file -> file.toString().endsWith(RunWriter.UNFINISHED));
  }

  @Test
  void index_of_a_longer_log_is_not_used() {
    fill(500);
    ids.close();
    log.subList(100, log.size()).clear(); // as after a backup was restored
    open();
    assertThat(ids.upTo()).isLessThanOrEqualTo(100);
    follow();
    assertKnowsTheLog();
    ids.close();
  }

  @Test
  void index_of_another_past_is_not_used() {
    fill(500);
    ids.close();
    log.clear();
    past = "another ";
    fill(500);
    assertKnowsTheLog();
    ids.close();
  }

  @Test
  void index_under_another_key_is_not_used() {
    fill(500);
    ids.close();
    byte[] key = new byte[Fingerprint.KEY];
    key[0] = 1;
    open(new Fingerprint(key));
    assertThat(ids.upTo()).isZero();
    follow();
    assertKnowsTheLog();
    ids.close();
  }

  @Test
  void folder_that_cannot_be_written_costs_memory_and_no_answer() throws IOException {
    fill(100);
    Files.move(index(), folder.resolve("moved"));
    Files.writeString(index(), "a file where the folder was");
    fill(500);
    assertKnowsTheLog();
    ids.close();
  }

  private void isRight() {
    open();
    follow();
    assertKnowsTheLog();
    ids.close();
  }

  private void fill(int events) {
    if (log.isEmpty()) {
      open();
    }
    for (int event = 0; event < events; event++) {
      record(3);
      follow();
    }
  }

  private void record(int usages) {
    var event = new ArrayList<String>();
    for (int i = 0; i < usages; i++) {
      event.add(past + "usage-" + log.size() + "-" + i);
    }
    log.add(event);
  }

  private void open() {
    open(FINGERPRINT);
  }

  private void open(Fingerprinting fingerprinting) {
    ids =
        UsageIds.open(
            new Runs(
                index(),
                fingerprinting,
                place -> place <= log.size() ? past + "event " + place : null,
                IDS_IN_A_RUN));
  }

  private void follow() {
    for (long place = ids.upTo() + 1; place <= log.size(); place++) {
      List<String> event = log.get((int) place - 1);
      for (int row = 0; row < event.size(); row++) {
        ids.add(ids.fingerprint(event.get(row)), UsageIds.address(place, row));
      }
      ids.followedTo(place);
    }
  }

  private void assertKnowsTheLog() {
    Map<String, Long> expected = new HashMap<>();
    for (int event = 0; event < log.size(); event++) {
      for (int row = 0; row < log.get(event).size(); row++) {
        expected.put(log.get(event).get(row), UsageIds.address(event + 1, row));
      }
    }
    assertThat(ids.upTo()).isEqualTo(log.size());
    assertThat(ids.size()).isEqualTo(expected.size());
    long[] fingerprints = expected.keySet().stream().mapToLong(ids::fingerprint).toArray();
    assertThat(ids.suspects(fingerprints).cardinality()).isEqualTo(fingerprints.length);
    expected.forEach(
        (id, address) -> {
          var found = new ArrayList<Long>();
          ids.each(ids.fingerprint(id), found::add);
          assertThat(found).as(id).contains(address);
        });
  }

  private Path index() {
    return folder.resolve("usage-ids");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(index())) {
      return files.sorted().toList();
    }
  }
}
