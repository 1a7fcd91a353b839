package org.royaltyledger.api.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.batch.Progress;

/** A bar on a terminal, nothing elsewhere. */
final class ProgressLine implements AutoCloseable, Progress {

  private final Output output;
  private final String task;
  private @Nullable ProgressBar bar;
  private String file = "";

  ProgressLine(Output output, String task) {
    this.output = output;
    this.task = task;
  }

  /** Progress through the log, at so many usages a second. */
  void at(long place, long last, long usages) {
    if (output.terminal() && last > 0) {
      bar(task, -1, " usages")
          .setExtraMessage("event %d of %d".formatted(place, last))
          .stepTo(usages);
    }
  }

  /** Progress of work whose end is not known. */
  void usages(long done) {
    if (output.terminal()) {
      bar(task, -1, " usages").stepTo(done);
    }
  }

  @Override
  public void at(String name, long bytes, long size, long lines) {
    if (output.terminal() && size > 1 << 20) {
      if (!file.equals(name)) {
        close();
        file = name;
      }
      bar(name, size, " bytes").setExtraMessage(lines + " lines").stepTo(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar bar(String name, long size, String unit) {
    ProgressBar it = bar;
    if (it == null) {
      it =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(size)
              .setUnit(unit, 1)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(output.err()))
              .build();
      bar = it;
    }
    return it;
  }
}
