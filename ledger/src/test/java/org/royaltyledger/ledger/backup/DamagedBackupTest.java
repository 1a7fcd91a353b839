package org.royaltyledger.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.store.Leaves;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Sha256;

/** A backup is restored as it was written, or not at all, whoever changed it. */
class DamagedBackupTest {

  private static final long SEED = 20261123;
  private static final int POSITIONS = 60;
  private static final Path FROZEN =
      Path.of("src", "test", "resources", "backups", "2026-11-23.backup");
  private static final Path SALTED = FROZEN.resolveSibling("2026-11-23-salted.backup");
  private static final String KEY =
      "royalty-ledger/1b45c30db5f2a5a5+487efe2b+AYD9GN/Xf0SSPJmcdcaOnhMTNvfPSz1nmQCaIinGdM6w";

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private static byte[] frozen() {
    try {
      return Files.readAllBytes(FROZEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BackedUp check(byte[] backup, @Nullable NoteKey trusted) throws IOException {
    Path file = Files.write(folder.resolve("backup"), backup);
    return new Restore(file, trusted).check(_ -> {});
  }

  private void refused(String words, byte[] backup) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> check(backup, null))
        .withMessageContaining(words)
        .satisfies(it -> assertThat(it.code()).isEqualTo(Refused.Code.BACKUP_DAMAGED));
  }

  /** What a forger does who knows the format. */
  private static byte[] withDigest(byte[] backup) {
    byte[] all = backup.clone();
    byte[] rest = Arrays.copyOf(all, all.length - RecordsOut.DIGEST);
    System.arraycopy(Sha256.of(rest), 0, all, rest.length, RecordsOut.DIGEST);
    return all;
  }

  private static List<RecordsIn.Item> records() throws IOException {
    return records(FROZEN);
  }

  private static List<RecordsIn.Item> records(Path backup) throws IOException {
    var all = new ArrayList<RecordsIn.Item>();
    try (RecordsIn records = RecordsIn.open(backup)) {
      for (RecordsIn.Item it = records.next(); it != null; it = records.next()) {
        all.add(it);
      }
    }
    return all;
  }

  private static byte[] written(List<RecordsIn.Item> records) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new RecordsOut(bytes);
    for (RecordsIn.Item it : records) {
      out.write(it.kind(), it.content());
    }
    out.end();
    return bytes.toByteArray();
  }

  /** The index of the record of an event. */
  private static int event(List<RecordsIn.Item> records, int place) {
    int seen = 0;
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).kind() == RecordKind.EVENT && ++seen == place) {
        return i;
      }
    }
    throw new AssertionError("no event at place " + place);
  }

  private static LogEntry entry(RecordsIn.Item it) {
    Fields fields = Fields.of(it.content());
    LogEntry bare = fields.readEvent(null);
    return with(bare, bare.place(), bare.payload());
  }

  private static LogEntry with(LogEntry it, long place, byte[] payload) {
    Object event =
        new LogReader.Stored(place, it.aggregateIdentifier(), it.name(), it.revision(), payload)
            .event();
    return new LogEntry(
        place,
        it.eventIdentifier(),
        it.aggregateIdentifier(),
        it.sequenceNumber(),
        it.aggregateType(),
        it.timeStamp(),
        it.name(),
        it.revision(),
        payload,
        it.metaData(),
        Leaves.contents(event),
        it.salt());
  }

  private static RecordsIn.Item item(LogEntry entry) {
    return new RecordsIn.Item(RecordKind.EVENT, Fields.event(entry));
  }

  @Test
  void what_a_store_wrote_is_taken_and_says_what_it_holds() throws IOException {
    BackedUp what = check(frozen(), NoteKey.parse(KEY));
    assertThat(check(written(records()), null)).as("whatever packs it").isEqualTo(what);
    assertThat(what.events()).isEqualTo(112);
    assertThat(what.usages()).isEqualTo(23);
    assertThat(what.newest().root().base64())
        .isEqualTo("BMO4ynueQMyNJAwF5a9YkukZxHvKhASDAbcbILJAFSQ=");
    assertThat(what.keys()).containsExactly(KEY);
  }

  @Test
  void changed_byte_is_found_by_the_digest_and_where_that_was_made_again_by_what_it_covers()
      throws IOException {
    BackedUp right = check(frozen(), null);
    for (int i = 0; i < POSITIONS; i++) {
      byte[] changed = frozen();
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      refused("its last 32 bytes are not the SHA-256 of the rest", changed);
      try {
        // A bit that unpacks to the same bytes is no change.
        assertThat(check(withDigest(changed), null))
            .as("seed %d, byte %d", SEED, at)
            .isEqualTo(right);
      } catch (Refused e) {
        assertThat(e.code()).isIn(Refused.Code.BACKUP_DAMAGED, Refused.Code.NEWER_STORE);
      }
    }
  }

  @Test
  void backup_that_is_cut_off_is_refused() {
    refused("not the SHA-256", new byte[0]);
    refused("not the SHA-256", new byte[RecordsOut.DIGEST]);
    for (int i = 0; i < POSITIONS / 4; i++) {
      byte[] cut = Arrays.copyOf(frozen(), random.nextInt(RecordsOut.DIGEST + 1, frozen().length));
      refused("not the SHA-256 of the rest", cut);
      refused("cannot be restored", withDigest(cut));
    }
  }

  @Test
  void event_that_was_changed_is_named_by_its_place() throws IOException {
    List<RecordsIn.Item> records = records();
    int at = event(records, 5);
    byte[] content = records.get(at).content().clone();
    content[content.length - 37] ^= 1; // the last of its meta data, before the leaf and its length
    records.set(at, new RecordsIn.Item(RecordKind.EVENT, content));
    refused("the event at place 5 ", written(records));
  }

  @Test
  void event_whose_leaf_was_made_again_is_found_by_the_next_checkpoint() throws IOException {
    List<RecordsIn.Item> records = records();
    int at = event(records, 60);
    LogEntry entry = entry(records.get(at));
    records.set(
        at,
        item(
            new LogEntry(
                entry.place(),
                entry.eventIdentifier(),
                entry.aggregateIdentifier(),
                entry.sequenceNumber(),
                entry.aggregateType(),
                "2026-01-01T00:00:00Z",
                entry.name(),
                entry.revision(),
                entry.payload(),
                entry.metaData(),
                entry.contents(),
                entry.salt())));
    refused("events are not those that were signed then", written(records));
  }

  @Test
  void events_that_changed_places_or_are_gone_are_found() throws IOException {
    refusedAfter("place 8 follows place 6", it -> swapped(it, 7, 8));
    refusedAfter(
        "place 8 follows place 6",
        it -> {
          it.remove(event(it, 7));
          return it;
        });
    refusedAfter(
        "place 7 follows place 7",
        it -> {
          it.add(event(it, 7), it.get(event(it, 7)));
          return it;
        });
    refusedAfter(
        "it ends after place 111",
        it -> {
          it.remove(event(it, 112));
          return it;
        });
    refusedAfter(
        "it ends after place 112",
        it -> {
          it.removeLast();
          return it;
        });
    refusedAfter(
        "events are not those that were signed then",
        it -> {
          int one = event(it, 7);
          LogEntry first = entry(it.get(one));
          LogEntry second = entry(it.get(one + 1));
          it.set(one, item(with(second, 7, second.payload())));
          it.set(one + 1, item(with(first, 8, first.payload())));
          return it;
        });
  }

  private void refusedAfter(String words, UnaryOperator<List<RecordsIn.Item>> forging)
      throws IOException {
    refused(words, written(forging.apply(records())));
  }

  private static List<RecordsIn.Item> swapped(List<RecordsIn.Item> records, int one, int other) {
    Collections.swap(records, event(records, one), event(records, other));
    return records;
  }

  @Test
  void key_of_another_store_and_checkpoints_of_nobody_are_refused() throws IOException {
    refusedAfter(
        "the store's key is not the one that log",
        it -> {
          it.replaceAll(
              item ->
                  item.kind() == RecordKind.KEPT
                      ? new RecordsIn.Item(RecordKind.KEPT, lastByteChanged(item.content()))
                      : item);
          return it;
        });
    refusedAfter(
        "is not signed by a key that the log names",
        it -> signedBy(it, NoteSigner.generated(origin()), false));
    refusedAfter(
        "no checkpoint covers its 112 events",
        it -> {
          it.remove(lastCheckpoint(it));
          int end = it.size() - 1;
          Fields counts = Fields.of(it.get(end).content());
          byte[] fewer =
              new Fields.Writer()
                  .int64(counts.int64())
                  .int64(counts.int64())
                  .int64(counts.int64())
                  .int64(counts.int64() - 1)
                  .done();
          it.set(end, new RecordsIn.Item(RecordKind.END, fewer));
          return it;
        });
  }

  private static int lastCheckpoint(List<RecordsIn.Item> records) {
    for (int i = records.size() - 1; ; i--) {
      if (records.get(i).kind() == RecordKind.CHECKPOINT) {
        return i;
      }
    }
  }

  private static byte[] lastByteChanged(byte[] content) {
    byte[] changed = content.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  private static String origin() {
    return KEY.split("\\+", -1)[0];
  }

  /**
   * Signs every checkpoint with another key.
   *
   * @param named whether the log is made to name that key, and so all of it made again
   */
  private static List<RecordsIn.Item> signedBy(
      List<RecordsIn.Item> records, NoteSigner signer, boolean named) {
    var tree = new Frontier();
    var roots = new ArrayList<>(List.of(tree.root()));
    for (int place = 1; place <= 112; place++) {
      int at = event(records, place);
      LogEntry entry = entry(records.get(at));
      if (named && entry.name().equals("signing-key-changed")) {
        String payload = new String(entry.payload(), UTF_8);
        entry = with(entry, place, payload.replace(KEY, signer.key().toString()).getBytes(UTF_8));
        records.set(at, item(entry));
      }
      tree.add(entry.leaf(), (level, index, hash) -> {});
      roots.add(tree.root());
    }
    records.replaceAll(
        it -> {
          if (it.kind() != RecordKind.CHECKPOINT) {
            return it;
          }
          long size = Fields.of(it.content()).int64();
          var checkpoint = new Checkpoint(origin(), size, roots.get((int) size));
          return new RecordsIn.Item(
              RecordKind.CHECKPOINT,
              new Fields.Writer()
                  .int64(size)
                  .text(SignedNote.of(checkpoint.text(), signer).toString())
                  .done());
        });
    return records;
  }

  @Test
  void log_that_was_made_anew_as_a_whole_is_found_by_a_key_that_somebody_kept() throws IOException {
    byte[] forged = written(signedBy(records(), NoteSigner.generated(origin()), true));
    assertThat(check(forged, null).events()).as("true to itself").isEqualTo(112);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> check(forged, NoteKey.parse(KEY)))
        .withMessageContaining("does not vouch for it: it signed no checkpoint of this log");
  }

  @Test
  void salt_that_was_changed_cut_or_left_out_is_found() throws IOException {
    byte[] right = Files.readAllBytes(SALTED);
    assertThat(check(right, null).events()).isEqualTo(134);
    for (int change = 0; change < 4; change++) {
      List<RecordsIn.Item> records = records(SALTED);
      int at = records.size() - 5;
      assertThat(records.get(at).kind()).isEqualTo(RecordKind.SALTED);
      ByteBuffer content = ByteBuffer.wrap(records.get(at).content());
      byte[] salt = new byte[content.getInt()];
      content.get(salt);
      byte[] rest = new byte[content.remaining()];
      content.get(rest);
      records.set(
          at,
          switch (change) {
            case 0 -> salted(lastByteChanged(salt), rest);
            case 1 -> salted(Arrays.copyOf(salt, 33), rest);
            case 2 -> salted(new byte[0], rest);
            default -> new RecordsIn.Item(RecordKind.EVENT, rest);
          });
      refused(
          change == 1 || change == 2 ? "a salt of another length" : "the event at place ",
          written(records));
    }
  }

  private static RecordsIn.Item salted(byte[] salt, byte[] rest) {
    return new RecordsIn.Item(
        RecordKind.SALTED,
        ByteBuffer.allocate(Integer.BYTES + salt.length + rest.length)
            .putInt(salt.length)
            .put(salt)
            .put(rest)
            .array());
  }

  @Test
  void backup_of_a_newer_program_is_told_apart_from_a_damaged_one() throws IOException {
    byte[] newer = frozen();
    newer[RecordsOut.PROGRAM.length()] = '3';
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> check(withDigest(newer), null))
        .withMessageContaining("is of version 3 of its format")
        .satisfies(it -> assertThat(it.code()).isEqualTo(Refused.Code.NEWER_STORE));
  }
}
