package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.period.PeriodCommand;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.RunLog;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.run.CloseMonth;

/** The close of an approved draft that was broken off, or that comes to something else. */
class BrokenOffDraftTest {

  private static final Period PERIOD = Period.parse(Month.PERIOD);

  @TempDir private Path folder;

  private Month imported() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    return month;
  }

  @Test
  void close_of_a_draft_that_was_broken_off_is_done_again() {
    Month month = imported();
    try (OpenStore store = OpenStore.open(month.store(), List.of(), false)) {
      CloseMonth closing = store.get(CloseMonth.class);
      CloseMonth.Drafted drafted = closing.draft(PERIOD, Signature.NONE, _ -> {});
      closing.approve(PERIOD, drafted.runId(), Signature.NONE);
      // What a close does before its last event.
      store
          .get(RunLog.class)
          .record(drafted.runId(), drafted.close().booking(), drafted.close().settlement());
      long head = store.get(LogReader.class).head();
      assertThat(closing.close(PERIOD, _ -> {})).isEqualTo(drafted.close());
      assertThat(store.get(LogReader.class).head()).as("the last event alone").isEqualTo(head + 1);
    }
    month.told();
  }

  @Test
  void draft_that_comes_to_another_result_is_not_closed_and_stays() {
    Month month = imported();
    try (OpenStore store = OpenStore.open(month.store(), List.of(), false)) {
      CloseMonth closing = store.get(CloseMonth.class);
      LogReader reader = store.get(LogReader.class);
      long before = reader.head();
      send(store, new PeriodCommand.TakeCutOff(PERIOD, "other", 2));
      send(store, new PeriodCommand.DraftMonth("other", before + 1, "of a newer", Signature.NONE));
      closing.approve(PERIOD, null, Signature.NONE);
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> closing.close(PERIOD, _ -> {}))
          .satisfies(it -> assertThat(it.code()).isEqualTo(Refused.Code.DRAFT_CHANGED));
      assertThat(reader.calendar(reader.head()).approved(PERIOD)).isNotNull();
      closing.draft(PERIOD, Signature.NONE, _ -> {});
      closing.close(PERIOD, _ -> {});
    }
  }

  private static void send(OpenStore store, PeriodCommand command) {
    store
        .get(LogTransaction.class)
        .run(
            () -> {
              store.get(Commands.class).send(command);
              return true;
            });
  }
}
