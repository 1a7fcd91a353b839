package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.royaltyledger.api.access.Issuer;

/** {@code serve} in a process of its own. */
final class Serving implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("serving on http://127\\.0\\.0\\.1:(\\d+) ");

  private final Child child;
  private final int port;

  private Serving(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Waits until it answers.
   *
   * @param shell as in {@link Child#start(List, java.nio.file.Path, java.nio.file.Path, List)}
   */
  static Serving start(Cycle cycle, List<String> shell) {
    var serve = new ArrayList<>(List.of("serve", "--server.port=0"));
    serve.addAll(Issuer.OF_TESTS.settings(cycle.folder().resolve("issuer")));
    Child child = cycle.start(shell, serve);
    assertThat(child.runsUntil(() -> PORT.matcher(child.out()).find())).as(child.err()).isTrue();
    Matcher port = PORT.matcher(child.out());
    assertThat(port.find()).isTrue();
    return new Serving(child, Integer.parseInt(port.group(1)));
  }

  int port() {
    return port;
  }

  void runsUntil(BooleanSupplier condition) {
    assertThat(child.runsUntil(condition)).as("it ended: %s", child.err()).isTrue();
  }

  String err() {
    return child.err();
  }

  void kill() {
    assertThat(child.kill()).isEqualTo(Child.KILLED);
  }

  @Override
  public void close() {
    child.close();
  }
}
