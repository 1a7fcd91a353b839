package org.royaltyledger.api.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /metrics}, as Prometheus reads it. */
@RestController
class Metrics {

  private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final StoreProbe probe;
  private final Meters meters;

  Metrics(PrometheusMeterRegistry registry, StoreProbe probe, Meters meters) {
    this.registry = registry;
    this.probe = probe;
    this.meters = meters;
  }

  /** Everything that is counted, also while the database is away. */
  @GetMapping(path = "/metrics", produces = PROMETHEUS)
  String metrics() {
    try {
      meters.show(probe.look());
    } catch (StoreProbe.Unseen e) {
      meters.showAway();
    }
    return registry.scrape();
  }
}
