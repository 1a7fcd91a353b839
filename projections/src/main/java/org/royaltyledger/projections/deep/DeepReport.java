package org.royaltyledger.projections.deep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold found.
 *
 * @param first what is wrong first, null if nothing is
 */
public record DeepReport(List<Line> lines, @Nullable FirstWrong first) {

  public DeepReport {
    lines = List.copyOf(lines);
  }

  /** One line of the report. */
  public record Line(String name, boolean ok, String detail) {}

  /**
   * What is wrong first, in the order of the log.
   *
   * @param place of the event in the log, or where one is missing; null if no event gives it
   * @param upTo the last place that it may be, where it is not known which of several it is; else
   *     null
   * @param event the name that is stored there, null if none is
   */
  public record FirstWrong(
      @Nullable Long place, @Nullable Long upTo, @Nullable String event, String what) {

    /** Where, for people. */
    public String where() {
      return place == null
          ? "no event gives it"
          : upTo == null
              ? "place %d%s".formatted(place, event == null ? "" : " (" + event + ")")
              : "places %d to %d".formatted(place, upTo);
    }
  }
}
