package org.royaltyledger.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.royaltyledger.projections.rendering.text.Aligned;

/** Rows under a header: aligned for people, separated by tabs for a shell. */
final class Table {

  private final List<String> header;
  private final Set<Integer> numbers;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<List<String>> sums = new ArrayList<>();

  private Table(List<String> header, Set<Integer> numbers) {
    this.header = header;
    this.numbers = numbers;
  }

  static Table of(String... header) {
    return new Table(List.of(header), Set.of());
  }

  /** Aligns some columns, counted from 0, to the right. */
  Table numbers(Integer... columns) {
    return new Table(header, Set.of(columns));
  }

  Table row(Object... cells) {
    rows.add(texts(cells));
    return this;
  }

  /** A row under the others that adds them up, for people: a shell would count it twice. */
  Table sum(Object... cells) {
    sums.add(texts(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Aligned where a person reads it on a terminal, else separated by tabs. */
  void print(Output output) {
    var all = new ArrayList<List<String>>();
    all.add(header);
    if (output.forPeople()) {
      all.add(List.of()); // a rule
      all.addAll(rows);
      if (!sums.isEmpty()) {
        all.add(List.of());
        all.addAll(sums);
      }
      Aligned.lines(all, numbers).forEach(output.out()::println);
    } else {
      all.addAll(rows);
      all.forEach(row -> output.out().println(String.join("\t", row)));
    }
  }

  private static List<String> texts(Object... cells) {
    var row = new ArrayList<String>();
    for (Object cell : cells) {
      row.add(Aligned.oneLine(String.valueOf(cell)));
    }
    return row;
  }
}
