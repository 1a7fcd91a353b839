package org.royaltyledger.api.setup;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.RoyaltyLedger;

/** Keeps stores open between the commands of a test, so that each command need not start anew. */
public final class KeptStores implements Stores, AutoCloseable {

  private final Map<Path, OpenStore> open = new LinkedHashMap<>();

  @Override
  public OpenStore open(Path folder, List<String> settings, boolean pages) {
    return open.computeIfAbsent(folder, it -> OpenStore.open(it, settings, pages)).borrowed();
  }

  /** One command of the program on a kept store. */
  public int run(String[] args, PrintStream out, PrintStream err) {
    return RoyaltyLedger.run(args, out, err, this);
  }

  @Override
  public void close() {
    open.values().forEach(OpenStore::close);
    open.clear();
  }
}
