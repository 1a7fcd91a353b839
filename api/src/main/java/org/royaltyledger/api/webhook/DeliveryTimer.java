package org.royaltyledger.api.webhook;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.ledger.store.ReadOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Has a server look now and then whether there is something to tell. */
@Component
class DeliveryTimer implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryTimer.class);
  private static final long MILLISECONDS = 500;

  private final Deliveries deliveries;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhooks").factory());
  private String told = "";

  /** A store that is only read tells nobody: it may be a copy, and another tells of it. */
  DeliveryTimer(Deliveries deliveries, HookHosts hosts, ReadOnly readOnly) {
    this.deliveries = deliveries;
    if (!hosts.isOff() && !readOnly.isOn()) {
      var _ =
          timer.scheduleWithFixedDelay(
              this::look, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      deliveries.look();
      told = "";
    } catch (RuntimeException e) { // tried again next time; said once
      String reason = Failure.told(e);
      if (!reason.equals(told)) {
        told = reason;
        LOG.warn("{}", reason);
      }
    }
  }

  @Override
  public void destroy() {
    timer.shutdown(); // whoever looks now may be in the middle of reading the store
    deliveries.close();
  }
}
