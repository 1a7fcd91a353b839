package org.royaltyledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Postgres;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.asof.AsOf;
import org.royaltyledger.projections.audit.Check;

/** A ledger that is written to while it is checked, or looked back at, is as right as at rest. */
@ResourceLock("postgres")
class BusyCheckTest {

  private static final int CHECKS = 2;

  @TempDir private Path folder;

  @Test
  void check_finds_nothing_wrong_while_usages_come_in() throws Exception {
    Caller.OWNER.doing(() -> isRightWhileWritten(List.of()));
  }

  @Test
  void check_finds_nothing_wrong_on_postgresql_while_usages_come_in() throws Exception {
    Caller.OWNER.doing(
        () -> isRightWhileWritten(List.of(Postgres.emptyDatabase(), Postgres.vaultKey(folder))));
  }

  private Path isRightWhileWritten(List<String> settings) throws Exception {
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(7, 500, false, true));
    try (OpenStore store = OpenStore.open(folder.resolve("store"), settings, false);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      LocalWork work = store.get(LocalWork.class);
      work.importFiles(inside(files), null, (file, bytes, size, lines) -> {});
      Period month = Period.parse(ExampleMonth.PERIOD);
      work.close(month, done -> {});
      AsOf closed = AsOf.parse(String.valueOf(store.get(LogReader.class).head()));
      byte[] line =
          Files.readString(files.resolve("usages.ndjson"))
              .lines()
              .findFirst()
              .orElseThrow()
              .getBytes(UTF_8);
      var stop = new AtomicBoolean();
      Future<?> writing = threads.submit(() -> write(store.get(UsageLog.class), line, stop));
      try {
        LogReader log = store.get(LogReader.class);
        for (int i = 0; i < CHECKS; i++) {
          long before = log.head();
          List<Check.Finding> findings = work.checkDeep(usages -> {}).findings();
          assertThat(log.head()).as("events that came meanwhile").isGreaterThan(before);
          assertThat(findings).allMatch(Check.Finding::ok);
          assertThat(work.check(closed, usages -> {}).findings()).allMatch(Check.Finding::ok);
          assertThat(work.statements(month, null, closed, usages -> {}).statements())
              .isNotEmpty()
              .allMatch(it -> it.then() != null && it.then().equals(it.now()));
          assertThat(work.accounts(null, closed).accounts())
              .isNotEmpty()
              .allMatch(it -> it.then().equals(it.now()));
        }
      } finally {
        stop.set(true);
        writing.get();
      }
    }
    return files;
  }

  private static void write(UsageLog log, byte[] line, AtomicBoolean stop) {
    String usage = new String(line, UTF_8);
    var parser = new UsageLineParser(offering -> Offering.Weights.NORMALISE);
    for (int n = 0; !stop.get(); n++) {
      byte[] other = usage.replaceFirst("\"usageId\":\"", "$0more-" + n + "-").getBytes(UTF_8);
      var draft = new UsageBlock.Builder();
      assertThat(parser.parse(other, 0, other.length, draft)).isNull();
      log.append(draft.build(), row -> "test");
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
