package org.royaltyledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java file is what google-java-format makes of it. */
class FormattingTest {

  private static final String FIX =
      "mvn -pl api -am test -Dtest=FormattingTest -Dformat=apply"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void every_file_is_formatted() throws Exception {
    if ("apply".equals(System.getProperty("format"))) {
      format("--replace");
    }
    String root = Sources.root() + "/";
    List<String> unformatted =
        format("--dry-run").lines().map(file -> file.replace(root, "")).sorted().toList();
    assertThat(unformatted).as("not formatted; this formats them: %s", FIX).isEmpty();
  }

  /** What the formatter prints. */
  private static String format(String option) throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] args =
        Stream.concat(Stream.of(option), Sources.java().stream().map(Object::toString))
            .toArray(String[]::new);
    int exit =
        new Main(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                InputStream.nullInputStream())
            .format(args);
    assertThat(exit).as("google-java-format: %s", err).isZero();
    return out.toString();
  }
}
