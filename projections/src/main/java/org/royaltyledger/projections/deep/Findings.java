package org.royaltyledger.projections.deep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong, by the line of the report that it belongs to. */
final class Findings {

  /** Of each line, so that a store of which everything is wrong does not fill the memory. */
  private static final int MOST = 20;

  private static final int TOLD = 3;

  private static final class Line {
    private final List<Wrong> first = new ArrayList<>();
    private long wrong;
    private String otherwise = "";
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private @Nullable Wrong first;

  /**
   * A line of the report, in the order in which they are named first.
   *
   * @param otherwise what it says if nothing is wrong
   */
  void line(String name, String otherwise) {
    lines.computeIfAbsent(name, _ -> new Line()).otherwise = otherwise;
  }

  void add(String name, Wrong wrong) {
    Line line = lines.computeIfAbsent(name, _ -> new Line());
    line.wrong++;
    if (line.first.size() < MOST) {
      line.first.add(wrong);
    }
    if (first == null || Wrong.FIRST.compare(wrong, first) < 0) {
      first = wrong;
    }
  }

  /** What is done for a line; damaged data may make it fail in any way, and is a finding. */
  void trying(String name, long place, Task task) {
    try {
      task.run();
    } catch (Exception | StackOverflowError e) {
      String what = "cannot be checked: " + e.getMessage();
      add(name, place == 0 ? Wrong.ofNothing(what) : Wrong.at(place, what));
    }
  }

  /** Something that reads what may be damaged. */
  interface Task {
    void run() throws Exception;
  }

  /** How much is wrong of a line. */
  long wrong(String name) {
    Line line = lines.get(name);
    return line == null ? 0 : line.wrong;
  }

  @Nullable Wrong first() {
    return first;
  }

  List<DeepReport.Line> lines() {
    return lines.entrySet().stream()
        .map(
            it -> new DeepReport.Line(it.getKey(), it.getValue().wrong == 0, detail(it.getValue())))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String detail(Line line) {
    if (line.wrong == 0) {
      return line.otherwise;
    }
    String told =
        line.first.stream()
            .sorted(Wrong.FIRST)
            .limit(TOLD)
            .map(Wrong::what)
            .collect(Collectors.joining("; "));
    return line.wrong <= TOLD ? told : "%s; and %d more".formatted(told, line.wrong - TOLD);
  }
}
