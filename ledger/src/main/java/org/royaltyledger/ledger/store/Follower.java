package org.royaltyledger.ledger.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * One read model following the log through an Axon processor: tables and token in one transaction.
 *
 * <p>One segment, so events come in the order of the log; an event that cannot be taken in stops it
 * there, and Axon tries again with growing pauses.
 */
public final class Follower implements AutoCloseable {

  private static final int BATCH = 32;

  /** Of a batch: that the projector will be settled with it. */
  private static final String SETTLES = Follower.class.getName() + ".settles";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Projector projector;
  private final LogSource source;
  private final ScheduledExecutorService threads;
  private final PooledStreamingEventProcessor processor;

  /** What the last event did to the projector, null if it was taken in. */
  private volatile @Nullable RuntimeException refusal;

  public Follower(
      Projector projector, LogSource source, TokenStore tokens, TransactionManager transactions) {
    this.projector = projector;
    this.source = source;
    this.threads =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("follow-" + projector.name() + "-", 1).factory());
    this.processor =
        PooledStreamingEventProcessor.builder()
            .name(projector.name())
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder()
                    .eventHandlers(new Handler())
                    .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                    .build())
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(source)
            .tokenStore(tokens)
            .transactionManager(transactions)
            .coordinatorExecutor(threads)
            .workerExecutor(threads)
            .initialSegmentCount(1)
            .initialToken(StreamableMessageSource::createTailToken)
            .batchSize(BATCH)
            .claimExtensionThreshold(PATIENCE.toMillis() / 3)
            .enableCoordinatorClaimExtension()
            .build();
  }

  public String name() {
    return projector.name();
  }

  public void start() {
    processor.start();
  }

  /** Follows no more until it is started again; what it has in hand is done or undone. */
  public void pause() {
    processor.shutDown();
    projector.forget();
    refusal = null;
  }

  /** The place of the last event it has followed, 0 before the first. */
  public long place() {
    return processor.processingStatus().values().stream()
        .mapToLong(status -> status.getCurrentPosition().orElse(0))
        .min()
        .orElse(0);
  }

  /** Lets it come to a place without a pause. */
  public void hurry(long place) {
    source.hurry(place);
  }

  /** What stopped it, null while it runs. */
  public @Nullable Throwable failure() {
    RuntimeException why = refusal != null ? refusal : source.whyStuck(place());
    if (why != null) {
      return why;
    }
    return processor.processingStatus().values().stream()
        .filter(EventTrackerStatus::isErrorState)
        .map(EventTrackerStatus::getError)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    processor.shutDown();
    threads.shutdownNow();
  }

  /** Hands wanted events on, with their place; a place left out stops it. */
  private final class Handler implements EventMessageHandler {

    private long seen = -1;

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
      if (!(message instanceof TrackedEventMessage<?> tracked)) {
        throw new IllegalStateException("event without a place: " + message.getIdentifier());
      }
      long place = tracked.trackingToken().position().orElseThrow();
      try {
        if (seen >= 0 && place > seen + 1) {
          throw new IllegalStateException(
              "place %d of the log came after place %d: nothing may be left out"
                  .formatted(place, seen));
        }
        if (projector.wants(message.getPayloadType())) {
          settleWith(CurrentUnitOfWork.get());
          projector.on(place, message.getPayload());
        }
      } catch (RuntimeException | Error e) {
        throw refused(e);
      }
      seen = place;
      refusal = null;
      return null;
    }

    /** Once for each batch: its first wanted event. */
    private void settleWith(UnitOfWork<?> batch) {
      if (batch.resources().putIfAbsent(SETTLES, true) == null) {
        batch.onPrepareCommit(_ -> settle());
        batch.onRollback(_ -> projector.forget());
      }
    }

    private void settle() {
      try {
        projector.settle();
      } catch (RuntimeException | Error e) {
        throw refused(e);
      }
    }

    /** After an Error, such as no memory, Axon would not try again, and say nothing for ever. */
    private RuntimeException refused(Throwable why) {
      RuntimeException told =
          why instanceof RuntimeException it ? it : new IllegalStateException(why.toString(), why);
      refusal = told;
      return told;
    }
  }
}
