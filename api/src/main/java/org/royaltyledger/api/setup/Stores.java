package org.royaltyledger.api.setup;

import java.nio.file.Path;
import java.util.List;

/** Where a command gets its store from: as a rule it opens one, and closes it when it ends. */
@FunctionalInterface
public interface Stores {

  /**
   * @see OpenStore#open
   */
  OpenStore open(Path folder, List<String> settings, boolean pages);
}
