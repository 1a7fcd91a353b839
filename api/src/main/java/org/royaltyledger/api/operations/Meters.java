package org.royaltyledger.api.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.projections.readmodel.Following;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What is counted, by name; labels are of a few words each, and never an id or a name. */
@Component
class Meters implements DisposableBean {

  private static final String PREFIX = "royalty.ledger.";

  private final MeterRegistry registry;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private volatile Seen seen = Seen.NOTHING;
  private volatile boolean up = true;

  Meters(MeterRegistry registry, UsageLog usages, IntakeCounts intake, Following following) {
    this.registry = registry;
    for (UsageLog.Outcome outcome : UsageLog.Outcome.values()) {
      usages(outcome.name(), () -> usages.counts().of(outcome));
    }
    usages("REJECTED", intake::rejectedUsages);
    for (FileKind kind : FileKind.values()) {
      rejectedLines(kind.written(), intake);
    }
    gauge("log.head", "The events of the log", Seen::head);
    following.names().forEach(this::lag);
    gauge("checkpoint.size", "The events that the newest checkpoint covers", Seen::signed);
    gauge(
        "checkpoint.due.seconds",
        "How long the first event has waited that no checkpoint covers; 0 if all are covered",
        Meters::waited);
    count("closes", "The closes of months in the log", () -> seen.closes()).register(registry);
    Gauge.builder(PREFIX + "database.up", () -> up ? 1 : 0)
        .description("Whether the database answered: if not, what is read from it is of before")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Tells all gauges of the log how it is. */
  void show(Seen now) {
    seen = now;
    up = true;
  }

  /** The database does not answer: gauges stay as they were. */
  void showAway() {
    up = false;
  }

  private void usages(String outcome, Supplier<Number> count) {
    count("usages", "Usages since the server started, by what became of them", count)
        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private void rejectedLines(String kind, IntakeCounts intake) {
    count(
            "import.lines.rejected",
            "Lines of imported files that were not taken since the server started, by kind of file",
            () -> intake.rejectedLines().getOrDefault(kind, 0L))
        .tag("kind", kind)
        .register(registry);
  }

  private void lag(String readModel) {
    Gauge.builder(PREFIX + "read.model.lag", () -> seen.lag(readModel))
        .description("The events that a read model has still to follow")
        .tag("read_model", readModel)
        .register(registry);
  }

  private void gauge(String name, String help, ToLongFunction<Seen> value) {
    Gauge.builder(PREFIX + name, () -> value.applyAsLong(seen))
        .description(help)
        .register(registry);
  }

  /** The state is this, as a counter keeps none alive. */
  private FunctionCounter.Builder<Meters> count(String name, String help, Supplier<Number> value) {
    return FunctionCounter.builder(PREFIX + name, this, _ -> value.get().doubleValue())
        .description(help);
  }

  private static long waited(Seen seen) {
    Instant since = seen.unsignedSince();
    return since == null ? 0 : Math.max(0, Duration.between(since, Instant.now()).toSeconds());
  }

  @Override
  public void destroy() {
    collections.close();
  }
}
