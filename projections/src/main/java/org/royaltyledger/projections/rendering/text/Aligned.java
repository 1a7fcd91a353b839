package org.royaltyledger.projections.rendering.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Rows of cells under each other, on a terminal where a wide character takes two places. */
public final class Aligned {

  private static final String BETWEEN = "  ";

  private Aligned() {}

  /**
   * Gives every column the width of its widest cell.
   *
   * @param rows all of one length; an empty row is a rule
   * @param numbers the columns aligned to the right, counted from 0
   * @return a line for each row, without blanks at its end
   */
  public static List<String> lines(List<List<String>> rows, Set<Integer> numbers) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new ArrayList<Integer>(Collections.nCopies(columns, 0));
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths.set(column, Math.max(widths.get(column), width(row.get(column))));
      }
    }
    return rows.stream().map(row -> line(row, widths, numbers)).toList();
  }

  private static String line(List<String> row, List<Integer> widths, Set<Integer> numbers) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      line.append(column == 0 ? "" : BETWEEN);
      if (row.isEmpty()) {
        line.append("─".repeat(widths.get(column)));
        continue;
      }
      String cell = row.get(column);
      String space = " ".repeat(widths.get(column) - width(cell));
      line.append(numbers.contains(column) ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }

  /** Decimals with their points under each other, e.g. {@code 1.25} and {@code 0.5 }. */
  public static List<String> atPoint(List<String> decimals) {
    int most = decimals.stream().mapToInt(Aligned::afterPoint).max().orElse(0);
    return decimals.stream().map(it -> it + " ".repeat(most - afterPoint(it))).toList();
  }

  /** The point and what follows. */
  private static int afterPoint(String decimal) {
    int point = decimal.indexOf('.');
    return point < 0 ? 0 : decimal.length() - point;
  }

  /** How many places of a terminal a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Aligned::width).sum();
  }

  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** East Asian Wide and Fullwidth (UAX #11), in whole blocks. */
  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115F // Hangul initials
            || between(point, 0x2E80, 0x303E) // CJK radicals and punctuation
            || between(point, 0x3041, 0xA4CF) // kana to Yi
            || between(point, 0xA960, 0xA97F)
            || between(point, 0xAC00, 0xD7A3) // Hangul
            || between(point, 0xF900, 0xFAFF)
            || between(point, 0xFE30, 0xFE6F)
            || between(point, 0xFF01, 0xFF60) // full width Latin
            || between(point, 0xFFE0, 0xFFE6)
            || between(point, 0x17000, 0x18DFF) // Tangut
            || between(point, 0x1B000, 0x1B2FF) // more kana
            || between(point, 0x1F300, 0x1F64F) // pictures
            || between(point, 0x1F680, 0x1F6FF)
            || between(point, 0x1F900, 0x1F9FF)
            || between(point, 0x20000, 0x3FFFD));
  }

  private static boolean between(int point, int first, int last) {
    return first <= point && point <= last;
  }

  /** A text that stays in its cell: no line breaks, tabs, terminal commands or writing turned. */
  public static String oneLine(String text) {
    var line = new StringBuilder();
    text.codePoints()
        .map(
            it ->
                switch (Character.getType(it)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      ' ';
                  default -> it;
                })
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
