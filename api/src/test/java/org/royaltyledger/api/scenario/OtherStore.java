package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.api.RoyaltyLedger;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Stores;

/**
 * A store beside the one of the scenario, in a folder or in a database that a setting names; the
 * program runs on it in this process.
 */
record OtherStore(Path folder, List<String> settings, Stores stores) {

  /** One that each command opens and closes. */
  static OtherStore in(Path folder, String... settings) {
    return new OtherStore(folder, List.of(settings), OpenStore::open);
  }

  /** How a command ended, and what it printed. */
  record Ran(int exit, String out, String err) {

    Ran done() {
      assertThat(exit).as(err + out).isZero();
      return this;
    }

    Ran refused(String... words) {
      assertThat(exit).as(err + out).isEqualTo(1);
      assertThat(out).isEmpty();
      assertThat(err.strip()).hasLineCount(1).contains(words);
      return this;
    }
  }

  Ran run(String... command) {
    var words = new ArrayList<>(List.of("--data", folder.toString()));
    words.addAll(List.of(command));
    words.addAll(settings);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        RoyaltyLedger.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            stores);
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
