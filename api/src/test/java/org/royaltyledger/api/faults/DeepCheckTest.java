package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.royalty.RunBlock;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.EventSerializer;
import org.royaltyledger.projections.deep.DeepCheck;
import org.royaltyledger.projections.deep.DeepReport;

/** Whoever can write to the database and has not the key is found out, and the place is named. */
class DeepCheckTest extends ChangedStore {

  private static final long SEED = Long.getLong("seed", 1);

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + Long.getLong("seeds", 4));
  }

  /** An event that is added to the program is added to the second fold, too. */
  @Test
  void every_event_of_the_program_is_known() {
    assertThat(DeepCheck.knownEvents())
        .containsExactlyInAnyOrderEntriesOf(
            EventNames.ALL.stream()
                .collect(
                    Collectors.toMap(
                        EventNames.EventName::stored, EventNames.EventName::revision)));
  }

  // ---- the log

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void one_byte_of_any_event_is_named_by_its_place(long seed) {
    var random = new SplittableRandom(seed);
    long place = 1 + random.nextLong(head());
    changed(place, it -> it[random.nextInt(it.length)] ^= (byte) (1 << random.nextInt(8)));
    assertFirst(place, place);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void two_rows_that_changed_places_are_named_by_the_first(long seed) {
    var random = new SplittableRandom(seed);
    long one = 1 + random.nextLong(head() - 1);
    long other = one + 1 + random.nextLong(head() - one);
    swap(one, other);
    assertFirst(one, one);
  }

  @Test
  void salt_that_was_made_longer_or_taken_away_is_named() {
    long place = 10;
    keep("leaf");
    byte[] salt =
        Objects.requireNonNull(
            sql().queryForObject("select salt from leaf where place = ?", byte[].class, place));
    sql().update("update leaf set salt = ? where place = ?", Arrays.copyOf(salt, 33), place);
    assertFirst(place, place);
    sql().update("update leaf set salt = null where place = ?", place);
    remakeLeaf(place);
    assertFirst(place, place);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void event_that_is_missing_is_named_by_its_place(long seed) {
    long place = 1 + new SplittableRandom(seed).nextLong(head());
    keep("log", "leaf");
    sql().update("delete from log where place = ?", place);
    sql().update("delete from leaf where place = ?", place);
    assertFirst(place, place);
  }

  /** The counter and the leaves, too: what is left is a log like any other. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void end_that_is_cut_off_is_named_by_its_first_place(long seed) {
    long last = 1 + new SplittableRandom(seed).nextLong(head() - 1);
    keep("log", "leaf", "append_lock", "subtree");
    sql().update("delete from log where place > ?", last);
    sql().update("delete from leaf where place > ?", last);
    sql().update("delete from subtree");
    sql().update("update append_lock set place = ?", last);
    DeepReport.FirstWrong first = first();
    assertThat(first.place()).as(first.what()).isEqualTo(last + 1);
  }

  @Test
  void forged_event_at_the_end_with_its_leaf_is_named() {
    forge("forged", 0, "party-recorded");
    assertFirst(head(), head());
    assertThat(wrong("deep-events")).contains("stands in stream 'forged'");
  }

  /** A fact that anybody could have imported: only who has the key can say that he did not. */
  @Test
  void event_after_the_last_checkpoint_is_told_not_to_be_signed() {
    assertThat(line("deep-checkpoints")).doesNotContain("not signed yet");
    long signed = head();
    String stream =
        sql()
            .queryForObject(
                "select aggregate_identifier from log where payload_type = 'party-recorded' order"
                    + " by place limit 1",
                String.class);
    forge(Objects.requireNonNull(stream), 1, "party-recorded");
    assertThat(line("deep-checkpoints"))
        .contains("from place %d to %d, is not signed yet".formatted(signed + 1, signed + 1));
  }

  @Test
  void checkpoint_of_a_key_that_the_log_does_not_name_is_none() {
    keep("checkpoint");
    long size =
        Objects.requireNonNull(
            sql().queryForObject("select max(size) from checkpoint", Long.class));
    String note =
        Objects.requireNonNull(
            sql().queryForObject("select note from checkpoint where size = ?", String.class, size));
    String[] parts = note.split(" ", -1);
    String other =
        parts[2].substring(0, 30)
            + (parts[2].charAt(30) == 'A' ? 'B' : 'A')
            + parts[2].substring(31);
    sql()
        .update(
            "update checkpoint set note = ? where size = ?", note.replace(parts[2], other), size);
    assertFirst(size, size);
    assertThat(wrong("deep-checkpoints")).contains("signed by no key");
  }

  /** By somebody who makes the leaf anew with the event: the checkpoints around it know. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rewritten_fact_with_its_leaf_is_among_those_that_were_signed(long seed) {
    List<Long> facts = places("rate-recorded");
    long place = facts.get(new SplittableRandom(seed).nextInt(facts.size()));
    changed(place, it -> it[indexOf(it, "\"rate\":\"") + 8] ^= 1);
    remakeLeaf(place);
    DeepReport.FirstWrong first = first();
    assertThat(Objects.requireNonNull(first.place())).isLessThanOrEqualTo(place);
    assertThat(Objects.requireNonNull(first.upTo())).isGreaterThanOrEqualTo(place);
    assertThat(first.what()).contains("an event at place");
  }

  // ---- closes

  @Test
  void edited_seal_with_its_leaf_is_named_and_not_the_block() {
    long place = places("period-closed").getFirst();
    changed(place, it -> it[indexOf(it, "\"blocks\":[\"") + 11] ^= 1);
    remakeLeaf(place);
    assertFirst(place, place);
    assertThat(wrong("deep-seals")).contains("is not the one that place %d seals".formatted(place));
  }

  @Test
  void edited_seal_of_all_statements_with_its_leaf_is_named() {
    long place = places("period-closed").getFirst();
    changed(
        place,
        it -> {
          int at = indexOf(it, "\"root\":\"") + 12;
          it[at] = (byte) (it[at] == 'A' ? 'B' : 'A'); // base64 stays base64
        });
    remakeLeaf(place);
    assertFirst(place, place);
    assertThat(wrong("deep-seals"))
        .contains("seals other statements than those that its result comes to");
  }

  @Test
  void edited_draft_with_its_leaf_is_named_and_not_its_close() {
    long place = places("month-drafted").getFirst();
    changed(place, it -> it[indexOf(it, "\"result\":\"") + 10] ^= 1);
    remakeLeaf(place);
    assertFirst(place, place);
    assertThat(wrong("deep-seals")).contains("is not what was drafted at place " + place);
  }

  @Test
  void edited_block_of_a_result_with_its_leaf_is_named_and_not_the_seal() {
    long place = places("run-block-recorded").getLast();
    var event = (RunEvent.RunBlockRecorded) event(place);
    RunResult part = event.block().part();
    assertThat(part.lines()).isNotEmpty();
    var other =
        new RunResult(
            part.period(),
            part.rows(),
            part.pools(),
            part.lines().subList(1, part.lines().size()),
            part.waiting(),
            part.notices(),
            part.rates());
    keep("log", "leaf");
    store(
        place,
        EventSerializer.write(
            new RunEvent.RunBlockRecorded(event.runId(), event.number(), new RunBlock(other))));
    remakeLeaf(place);
    assertFirst(place, place);
  }

  // ---- which usages count

  @Test
  void edited_conflict_with_its_leaf_is_named() {
    long place = places("usage-conflicts-found").getFirst();
    keep("log", "leaf");
    store(
        place, new String(payload(place), UTF_8).replace("\"row\":", "\"row\":1").getBytes(UTF_8));
    remakeLeaf(place);
    assertFirst(place, place);
    assertThat(wrong("deep-duplicates")).contains("and it does not");
  }

  @Test
  void usages_that_stand_twice_are_named_by_the_second() {
    List<Long> blocks = places("usage-block-recorded");
    assertThat(blocks).hasSizeGreaterThan(1);
    keep("log", "leaf");
    store(blocks.getLast(), payload(blocks.getFirst()));
    remakeLeaf(blocks.getLast());
    assertThat(wrong("deep-usage-ids"))
        .contains("has the id of that at place %d".formatted(blocks.getFirst()));
    assertFirst(blocks.getLast(), blocks.getLast());
  }

  // ---- the tables

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update usage_totals set usages = usages + 1 | deep-usage-totals | usages=
          update usage_totals set quantity = quantity + 1 where use_type = (select min(use_type) from usage_totals) | deep-usage-totals | quantity=
          update month_block set usages = usages + 1 | deep-month-blocks | where the log gives
          update closed_period set cut_off = 1 | deep-statements | cut_off='1' where the log gives
          update revenue_row set units = '1' | deep-statements | units='1' where the log gives
          update pool set amount = '1.00' | deep-statements | amount='1.00' where the log gives
          update pool_party set amount = '9.99' | deep-statements | amount='9.99' where the log gives
          update statement set total = '0.01' | deep-statements | total='0.01' where the log gives
          update statement set number = number + 1 | deep-statements | where the log gives
          update statement set lines = lines + 1 | deep-statements | where the log gives
          update uncovered_use set party = 'mallory' | deep-exceptions | party='mallory' where the log gives
          update statement_line set units = '1000' where line = 0 | deep-statements | statement_line 0 of 2026-10 holds units='1000'
          delete from statement_line where line = 3 | deep-statements | does not hold line 3
          update statement_payment set payout = '5.00' | deep-statements | payout='5.00' where the log gives
          update waiting_money set amount = '7.00' | deep-suspense | amount='7.00' where the log gives
          update uncovered_use set usages = usages + 1 | deep-exceptions | where the log gives
          update usage_conflict set row_number_in_block = 1 | deep-exceptions | row_number_in_block='1' where the log gives
          update posting set amount = '1.00' where entry = 0 and line = 0 | deep-journal | amount='1.00' where the log gives
          update account_balance set balance = '1.00' where kind = 'in-payment' | deep-balances | balance='1.00' where the log gives
          delete from account_balance where kind = 'payable' | deep-balances | does not hold
          update payout_item set amount = '1.00' | deep-payouts | amount='1.00' where the log gives
          update payout_run set state = 'ended' | deep-payouts | state='ended' where the log gives 'sent'
          """)
  void edited_row_is_named_with_what_the_log_gives(String deed, String line, String what) {
    keep(deed.startsWith("delete") ? deed.split(" ", -1)[2] : deed.split(" ", -1)[1]);
    assertThat(sql().update(deed)).isPositive();
    assertThat(wrong(line)).contains(what);
    DeepReport.FirstWrong first = first();
    assertThat(first.place()).as(first.what()).isNotNull();
    assertThat(first.event()).as(first.what()).isNotNull();
    assertThat(first.what()).contains("place");
  }

  @Test
  void posting_is_named_by_the_place_that_books_it() {
    long place = places("payout-collected").getFirst();
    keep("posting");
    sql().update("update posting set amount = '1.00' where place = ? and line = 0", place);
    assertFirst(place, place);
  }

  @Test
  void edited_name_is_named() {
    keep("name");
    sql()
        .update(
            "insert into name (kind, id, hash, name) select kind, id, hash, 'Nobody' from vault"
                + " where kind = 'party' and id = (select min(id) from vault where kind ="
                + " 'party')");
    assertThat(wrong("deep-names")).contains("is not the one that was written down");
  }

  @Test
  void row_of_the_vault_that_no_event_gives_is_named() {
    keep("vault");
    sql().update("update vault set id = id || 'x' where kind = 'party'");
    assertThat(wrong("deep-names")).contains("stands under a hash that no event has");
  }

  @Test
  void row_that_no_event_gives_is_named_as_such() {
    keep("statement");
    sql().update("insert into statement values ('2026-09', 'nobody', 'EUR', '1.00', 0, 0)");
    DeepReport.FirstWrong first = first();
    assertThat(first.place()).isNull();
    assertThat(first.what()).isEqualTo("statement holds rows of 2026-09, which is not closed");
  }

  // ---- what somebody sees

  @Test
  void command_prints_the_place_and_ends_with_3(@TempDir Path folder) {
    Month month = month();
    long place = places("payout-collected").getFirst();
    keep("posting");
    sql().update("update posting set amount = '1.00' where place = ? and line = 0", place);
    ran(3, List.of("check", "--deep", "--json"));
    assertThat(month.json().path("ok").booleanValue()).isFalse();
    assertThat(month.json().path("firstWrong").path("place").longValue()).isEqualTo(place);
    assertThat(month.json().path("firstWrong").path("event").stringValue())
        .isEqualTo("payout-collected");
    ran(3, List.of("check", "--deep"));
    assertThat(month.out())
        .contains("deep-first-wrong", "place %d (payout-collected)".formatted(place));
    ran(1, List.of("check", "--deep", "--as-of", "3"));
    assertThat(month.err()).contains("leave '3' out").hasLineCount(1);
    String none = folder.resolve("none").toString();
    ran(1, List.of("check", "--statements", none));
    assertThat(month.err()).contains("add --deep").hasLineCount(1);
    ran(1, List.of("check", "--deep", "--statements", none));
    assertThat(month.err()).contains("is no folder").hasLineCount(1);
  }

  @Test
  void edited_missing_and_unknown_statement_files_are_named(@TempDir Path folder)
      throws IOException {
    List<String> formats = List.of("json", "csv", "digest");
    for (String format : formats) {
      ran(0, List.of("statements", Month.PERIOD, "--format", format, "--out", folder.toString()));
    }
    String[] check = {"check", "--deep", "--json", "--statements", folder.toString()};
    Files.writeString(folder.resolve("statement.proof.json"), "of another program");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    ran(0, List.of(check));
    assertThat(month().json().has("firstWrong")).isFalse();
    assertThat(month().out())
        .contains("each what the ledger gives", "not statements, and not compared: notes.txt")
        .doesNotContain(".proof.json");
    var told = new ArrayList<String>();
    for (String ending : List.of(".json", ".csv", ".digests")) {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.filter(it -> it.toString().endsWith(ending)).sorted().toList();
      }
      Path edited = files.getFirst();
      Files.writeString(edited, Files.readString(edited).replaceFirst("[1-8]", "9"));
      told.add("'%s' is not what the ledger gives".formatted(edited.getFileName()));
      if (ending.equals(".csv")) {
        Files.delete(files.getLast());
        told.add("'%s' is missing".formatted(files.getLast().getFileName()));
      }
    }
    ran(3, List.of(check));
    assertThat(month().out()).contains(told);
    assertThat(month().json().path("firstWrong").path("what").stringValue())
        .contains(told.getFirst());
  }
}
