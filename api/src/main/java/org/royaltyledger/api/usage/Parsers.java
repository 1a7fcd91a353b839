package org.royaltyledger.api.usage;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.royaltyledger.ledger.intake.batch.KnownOfferings;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.springframework.stereotype.Component;

/**
 * Lends parsers to requests: one remembers the words it has read, in some hundred kilobytes, and to
 * make it anew for each usage costs more than the usage.
 */
@Component
class Parsers {

  /** The most that are kept. */
  private static final int KEPT = 32;

  private final KnownOfferings offerings;
  private final BlockingQueue<UsageLineParser> idle = new ArrayBlockingQueue<>(KEPT);

  Parsers(KnownOfferings offerings) {
    this.offerings = offerings;
  }

  /** A parser that knows all offerings; to be closed by the thread that asked. */
  Lent lend() {
    offerings.refresh();
    UsageLineParser kept = idle.poll();
    return new Lent(kept == null ? new UsageLineParser(offerings) : kept);
  }

  /** A parser that somebody has for a while. */
  final class Lent implements AutoCloseable {

    private final UsageLineParser parser;

    private Lent(UsageLineParser parser) {
      this.parser = parser;
    }

    UsageLineParser parser() {
      return parser;
    }

    @Override
    public void close() {
      var _ = idle.offer(parser); // if there are enough, this one is let go
    }
  }
}
