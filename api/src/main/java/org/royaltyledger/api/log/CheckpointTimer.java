package org.royaltyledger.api.log;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.ReadOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs the log of a server now and then, if it has grown. */
@Component
class CheckpointTimer implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);

  private final Checkpoints checkpoints;
  private final LocalWork work;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("checkpoints").factory());
  private String told = "";

  /**
   * @param seconds between two times; 0 is never
   */
  CheckpointTimer(
      Checkpoints checkpoints,
      LocalWork work,
      ReadOnly readOnly,
      @Value("${royalty-ledger.checkpoint-seconds:60}") long seconds) {
    this.checkpoints = checkpoints;
    this.work = work;
    if (seconds > 0 && !readOnly.isOn()) {
      var _ = timer.scheduleWithFixedDelay(this::sign, seconds, seconds, TimeUnit.SECONDS);
    }
  }

  private void sign() {
    try {
      work.told().forEach(it -> LOG.warn("{}", it));
      String made = checkpoints.now().made();
      told = "";
      if (made != null) {
        LOG.warn("{}", made);
      }
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
    timer.shutdownNow();
  }
}
