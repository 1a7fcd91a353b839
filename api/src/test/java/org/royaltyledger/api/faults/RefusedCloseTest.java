package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.period.PeriodCommand;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.run.CloseMonth;
import org.springframework.jdbc.core.JdbcTemplate;

/** A close that is refused says why, whatever else goes wrong then. */
class RefusedCloseTest {

  private static final Period PERIOD = Period.parse(Month.PERIOD);

  @TempDir private Path folder;

  @Test
  void reason_is_not_hidden_by_a_run_that_cannot_be_voided_any_more() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    try (OpenStore store = OpenStore.open(month.store(), List.of(), false)) {
      LongConsumer overtakenAndRefused =
          _ -> {
            overtake(store);
            throw new Refused(Refused.Code.NO_RATE, "the reason");
          };

      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> store.get(CloseMonth.class).close(PERIOD, overtakenAndRefused))
          .withMessage("the reason")
          .satisfies(
              it ->
                  assertThat(it.getSuppressed())
                      .singleElement()
                      .isInstanceOfSatisfying(
                          Refused.class,
                          other -> assertThat(other.code()).isEqualTo(Refused.Code.CUT_OFF_VOID)));
    }
    month.closed();
  }

  @Test
  void close_is_begun_by_whoever_asks_and_voided_by_the_program() {
    var month = new Month(Month.write(folder.resolve("files"), 7, 100), folder.resolve("store"));
    month.imported();
    try (OpenStore store = OpenStore.open(month.store(), List.of(), false)) {
      var closer = new Signature("closer", "month end");
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(
              () ->
                  store
                      .get(LocalWork.class)
                      .close(
                          PERIOD,
                          closer,
                          _ -> {
                            throw new Refused(Refused.Code.NO_RATE, "the reason");
                          }));
      assertThat(
              store
                  .get(JdbcTemplate.class)
                  .query(
                      "select payload_type, meta_data from log order by place desc limit 2",
                      (row, n) -> row.getString(1) + " " + new String(row.getBytes(2), UTF_8)))
          .containsExactly(
              "run-voided {\"from\":\"program\",\"who\":\"unnamed\"}",
              "cut-off-taken {\"from\":\"program\",\"who\":\"closer\",\"why\":\"month end\"}");
    }
  }

  private static void overtake(OpenStore store) {
    store
        .get(LogTransaction.class)
        .run(
            () -> {
              store.get(Commands.class).send(new PeriodCommand.TakeCutOff(PERIOD, "other", 1));
              return true;
            });
  }
}
