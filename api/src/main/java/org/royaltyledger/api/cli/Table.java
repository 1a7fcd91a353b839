package org.royaltyledger.api.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows under a header: aligned for people, separated by tabs for a shell. */
final class Table {

  private final List<String> header;
  private final Set<Integer> numbers;
  private final List<List<String>> rows = new ArrayList<>();

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
    var row = new ArrayList<String>();
    for (Object cell : cells) {
      row.add(oneLine(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Aligned where a person reads it on a terminal, else separated by tabs. */
  void print(Output output) {
    if (output.forPeople()) {
      printAligned(output.out());
    } else {
      output.out().println(String.join("\t", header));
      rows.forEach(row -> output.out().println(String.join("\t", row)));
    }
  }

  private void printAligned(PrintStream out) {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(header.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    printAligned(out, header, widths);
    var rule = new ArrayList<String>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    printAligned(out, rule, widths);
    rows.forEach(row -> printAligned(out, row, widths));
  }

  private void printAligned(PrintStream out, List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String space = " ".repeat(widths[column] - width(cell));
      line.append(numbers.contains(column) ? space + cell : cell + space);
      line.append(column == widths.length - 1 ? "" : "  ");
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String oneLine(String text) {
    return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
  }
}
