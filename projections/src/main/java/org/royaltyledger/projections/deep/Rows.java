package org.royaltyledger.projections.deep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the log gives of a table, or of some rows of it, to be compared with what is there. */
final class Rows {

  private final String table;
  private final List<String> columns;
  private final int keys;
  private final Map<List<@Nullable String>, Given> given = new LinkedHashMap<>();

  /** A row that events give. */
  private record Given(List<@Nullable String> cells, long place, long upTo) {}

  /**
   * @param keys how many of the columns name a row; they stand first
   */
  Rows(String table, int keys, String... columns) {
    this.table = table;
    this.keys = keys;
    this.columns = List.of(columns);
  }

  /**
   * @param place of the first event that gives it
   * @param upTo of the last one
   * @throws IllegalArgumentException if another row has its key
   */
  void add(long place, long upTo, @Nullable Object... cells) {
    List<@Nullable String> row =
        Arrays.stream(cells).map(it -> it == null ? null : it.toString()).collect(list());
    if (given.put(row.subList(0, keys), new Given(row, place, upTo)) != null) {
      throw new IllegalArgumentException(
          "the log gives two rows of %s %s".formatted(table, named(row)));
    }
  }

  private static java.util.stream.Collector<@Nullable String, ?, List<@Nullable String>> list() {
    return Collectors.toCollection(ArrayList::new);
  }

  /**
   * Compares with the rows that a condition takes.
   *
   * @param place of the event that a row would come from which no event gives, 0 if none
   */
  void compare(
      Store store, Findings findings, String line, long place, String where, Object... parameters)
      throws SQLException {
    store.each(
        "select %s from %s%s".formatted(String.join(", ", columns), table, where),
        it -> {
          List<@Nullable String> cells = Store.texts(it);
          Given expected = given.remove(cells.subList(0, keys));
          String differs = expected == null ? null : difference(cells, expected.cells);
          if (expected == null) {
            String what = "%s holds %s, which no event gives".formatted(table, named(cells));
            findings.add(line, place == 0 ? Wrong.ofNothing(what) : Wrong.at(place, what));
          } else if (differs != null) {
            findings.add(
                line,
                Wrong.between(
                    expected.place,
                    expected.upTo,
                    "%s %s holds %s (%s)".formatted(table, named(cells), differs, from(expected))));
          }
        },
        parameters);
    given
        .values()
        .forEach(
            it ->
                findings.add(
                    line,
                    Wrong.between(
                        it.place,
                        it.upTo,
                        "%s does not hold %s (%s)".formatted(table, named(it.cells), from(it)))));
    given.clear();
  }

  private static String from(Given it) {
    return it.place == it.upTo
        ? "from place %d".formatted(it.place)
        : "from places %d to %d".formatted(it.place, it.upTo);
  }

  private String named(List<@Nullable String> cells) {
    return IntStream.range(0, keys)
        .mapToObj(i -> columns.get(i) + "=" + Order.shown(cells.get(i)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private @Nullable String difference(
      List<@Nullable String> cells, List<@Nullable String> expected) {
    String differs =
        IntStream.range(keys, columns.size())
            .filter(i -> !Objects.equals(cells.get(i), expected.get(i)))
            .mapToObj(
                i ->
                    "%s=%s where the log gives %s"
                        .formatted(
                            columns.get(i),
                            Order.shown(cells.get(i)),
                            Order.shown(expected.get(i))))
            .collect(Collectors.joining(", "));
    return differs.isEmpty() ? null : differs;
  }
}
