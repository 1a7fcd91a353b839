package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.node.ObjectNode;

/**
 * How events of older revisions are read: step by step, each to a newer revision, for ever.
 *
 * <p>The frozen sample of an older revision stays, and is read by {@code EventSamplesTest}.
 */
final class Upcasts {

  /**
   * One step.
   *
   * @param from the revision that was stored
   * @param to the revision it becomes
   * @param change makes the fields of the one those of the other
   */
  record Step(String stored, String from, String to, Consumer<ObjectNode> change) {}

  /** Every step there is. */
  static final List<Step> ALL =
      List.of(
          // Until then late usage always counted in the open month.
          new Step(EventNames.OFFERING, "1", "2", it -> it.put("lateUsage", "OPEN_MONTH")),
          // Until then all contributions earned each by itself.
          new Step(EventNames.OFFERING, "2", "3", it -> it.put("clearance", "SEPARATE")),
          // Until then no close booked what became known of an earlier month.
          new Step(EventNames.PERIOD_CLOSED, "1", "2", it -> it.putArray("adjusts")),
          // Until then nobody said who closed a month.
          new Step(EventNames.PERIOD_CLOSED, "2", "3", it -> it.put("who", Signature.UNNAMED)),
          // Until then a close said nothing of its statements.
          new Step(EventNames.PERIOD_CLOSED, "3", "4", _ -> {}),
          // Until then a statement was sealed without how many its party has.
          new Step(
              EventNames.PERIOD_CLOSED,
              "4",
              "5",
              it -> {
                if (it.get("statements") instanceof ObjectNode sealed) {
                  sealed.put("leaf", 1);
                }
              }),
          // Until then there was one calculation.
          new Step(EventNames.CUT_OFF, "1", "2", it -> it.put("calculation", 1)),
          // A block names its schema itself, and is read by each.
          new Step(EventNames.RUN_BLOCK, "1", "2", _ -> {}),
          // Until then all blocks of a run were of the month that it closed, and nothing was held.
          new Step(EventNames.RUN_BLOCK, "2", "3", _ -> {}),
          // Until then every pool was some work's.
          new Step(EventNames.RUN_BLOCK, "3", "4", _ -> {}),
          // Until then a licence was for what is used, and said nothing of the rest.
          new Step(EventNames.LICENCE, "1", "2", _ -> {}));

  private Upcasts() {}

  /**
   * The steps from a stored revision to the one this program reads, in their order.
   *
   * @throws Refused NEWER_STORE if none lead there
   */
  static List<Step> steps(EventNames.EventName name, @Nullable String revision) {
    var steps = new ArrayList<Step>();
    String at = revision;
    while (!name.revision().equals(at)) {
      Step next = from(name.stored(), at);
      if (next == null) {
        throw new Refused(
            Refused.Code.NEWER_STORE,
            "the log holds revision %s of event '%s', this version reads %s: use the version that wrote it"
                .formatted(revision, name.stored(), name.revision()));
      }
      steps.add(next);
      at = next.to();
    }
    return steps;
  }

  private static @Nullable Step from(String stored, @Nullable String revision) {
    for (Step step : ALL) {
      if (step.stored().equals(stored) && step.from().equals(revision)) {
        return step;
      }
    }
    return null;
  }
}
