package org.royaltyledger.api.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark measured, in the order it did, and under which conditions. */
public final class Figures {

  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();

  /**
   * One figure.
   *
   * @param name in JSON
   * @param label for people
   */
  public record Figure(String name, String label, long value) {}

  Figures() {
    conditions.put("java", Runtime.version().toString());
    conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    conditions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    conditions.put("maxHeapMiB", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
  }

  void add(String name, String label, long value) {
    figures.add(new Figure(name, label, value));
  }

  void condition(String name, String value) {
    conditions.put(name, value);
  }

  public List<Figure> all() {
    return List.copyOf(figures);
  }

  public Map<String, String> conditions() {
    return new LinkedHashMap<>(conditions);
  }

  /**
   * How many a second.
   *
   * @param things how many there were
   */
  static long rate(long things, long nanos) {
    return things * 1_000_000_000L / Math.max(1, nanos);
  }
}
