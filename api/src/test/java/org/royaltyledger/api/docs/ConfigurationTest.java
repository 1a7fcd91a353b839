package org.royaltyledger.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings has every setting that the program reads, and none that it does not. */
class ConfigurationTest {

  private static final String DOCUMENT = "docs/configuration.md";
  private static final Pattern OURS =
      Pattern.compile("royalty-ledger\\.(?!jar)[a-z]+(?:[.-][a-z]+)*|ROYALTY_LEDGER_[A-Z_]+");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Za-z._-]+)` \\|([^|]*)\\|([^|]+)\\|([^|]*)\\|$");

  /** The default that the table gives, by name. */
  private static Map<String, String> rows() {
    var rows = new TreeMap<String, String>();
    ROW.matcher(Documents.read(DOCUMENT))
        .results()
        .forEach(it -> rows.put(it.group(1), it.group(2).strip()));
    return rows;
  }

  private static Properties properties() {
    var properties = new Properties();
    try {
      properties.load(
          new StringReader(Documents.read("api/src/main/resources/application.properties")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties;
  }

  @Test
  void settings_of_ours_are_those_that_the_program_reads() {
    var read = new TreeSet<String>();
    for (String module : List.of("ledger", "projections", "api")) {
      Path main = Documents.ROOT.resolve(module).resolve("src/main");
      for (Path file : Documents.files(main, ".java", ".properties", ".xml")) {
        OURS.matcher(Documents.read(file)).results().forEach(it -> read.add(it.group()));
      }
    }
    assertThat(read).hasSizeGreaterThan(7);
    assertThat(rows().keySet().stream().filter(it -> OURS.matcher(it).matches()))
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void settings_of_the_framework_that_the_program_sets_are_named_with_what_it_sets() {
    Map<String, String> rows = rows();
    String document = Documents.read(DOCUMENT);
    properties()
        .forEach(
            (name, value) -> {
              if (rows.containsKey(name.toString())) {
                assertThat(rows.get(name.toString()))
                    .as(name.toString())
                    .isEqualTo("`%s`".formatted(value));
              } else if (!name.toString().startsWith("logging.level.")) {
                assertThat(document).contains("`%s`".formatted(name));
              }
            });
  }

  @Test
  void each_row_has_what_it_does_and_an_example_of_that_name() {
    assertThat(ROW.matcher(Documents.read(DOCUMENT)).results().toList())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            it ->
                assertThat(
                        Stream.of(
                            "--%s=".formatted(it.group(1)),
                            it.group(1).toUpperCase(java.util.Locale.ROOT).replace('.', '_'),
                            " "))
                    .anyMatch(example -> it.group(4).isBlank() || it.group(4).contains(example)));
  }
}
