package org.royaltyledger.api.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.royaltyledger.ledger.store.ids.Fingerprint;
import org.royaltyledger.ledger.store.ids.Runs;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.usage.UsageBlock;

/** The index of usage ids, fed block after block as the log feeds it, with nothing around it. */
final class IdsBench {

  private static final long SEED = 2026;
  private static final int LOOK_UPS = 1 << 20;

  private final Consumer<String> progress;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Fingerprint fingerprint = new Fingerprint(new byte[Fingerprint.KEY]);

  IdsBench(Consumer<String> progress) {
    this.progress = progress;
  }

  void run(long usages, Path folder, Figures figures) throws IOException {
    UsageIds ids = open(folder);
    List<List<String>> some = new ArrayList<>();
    long nanos = 0;
    long longest = 0;
    for (long n = 0; n < usages; n += UsageBlock.MOST) {
      List<String> block = block((int) Math.min(UsageBlock.MOST, usages - n));
      long begun = System.nanoTime();
      add(ids, block);
      long took = System.nanoTime() - begun;
      nanos += took;
      longest = Math.max(longest, took);
      if (some.size() < LOOK_UPS / UsageBlock.MOST && random.nextInt(8) == 0) {
        some.add(block);
      }
      if ((n / UsageBlock.MOST & 0x7FF) == 0x7FF) {
        progress.accept("%,d ids".formatted(n));
      }
    }
    figures.add("addedPerSecond", "ids/s, looked up and added", Figures.rate(usages, nanos));
    figures.add("longestBlockMillis", "ms, the longest block of 8,192", longest / 1_000_000);
    List<List<String>> fresh = new ArrayList<>();
    for (int i = 0; i < LOOK_UPS / UsageBlock.MOST; i++) {
      fresh.add(block(UsageBlock.MOST));
    }
    figures.add("newPerSecond", "ids/s, new ones looked up", lookedUp(ids, fresh, false));
    figures.add("knownPerSecond", "ids/s, known ones looked up", lookedUp(ids, some, true));
    long begun = System.nanoTime();
    ids.close();
    figures.add("closeMillis", "ms, to close it", (System.nanoTime() - begun) / 1_000_000);
    figures.add("bytesPerId", "bytes/id, on disk", Folders.size(folder) / usages);
    begun = System.nanoTime();
    try (UsageIds again = open(folder)) {
      lookedUp(again, fresh.subList(0, 1), false);
      figures.add(
          "restartMillis",
          "ms, to open it again, checked, and look 8,192 up",
          (System.nanoTime() - begun) / 1_000_000);
      figures.add("idsAfterRestart", "ids, without reading the log", again.size());
    }
  }

  private UsageIds open(Path folder) {
    return UsageIds.open(new Runs(folder, fingerprint, place -> "event " + place));
  }

  private static void add(UsageIds ids, List<String> block) {
    long place = ids.upTo() + 1;
    long[] fingerprints = block.stream().mapToLong(ids::fingerprint).toArray();
    ids.suspects(fingerprints).stream()
        .forEach(row -> ids.each(fingerprints[row], IdsBench::mustNotBe));
    for (int row = 0; row < fingerprints.length; row++) {
      ids.add(fingerprints[row], UsageIds.address(place, row));
    }
    ids.followedTo(place);
  }

  private static void mustNotBe(long address) {
    throw new IllegalStateException("two ids of one fingerprint, the other at " + address);
  }

  private static long lookedUp(UsageIds ids, List<List<String>> blocks, boolean known) {
    long begun = System.nanoTime();
    long found = 0;
    long asked = 0;
    for (List<String> block : blocks) {
      long[] fingerprints = block.stream().mapToLong(ids::fingerprint).toArray();
      long[] addresses = new long[1];
      ids.suspects(fingerprints).stream()
          .forEach(row -> ids.each(fingerprints[row], address -> addresses[0]++));
      found += addresses[0];
      asked += block.size();
    }
    if (found != (known ? asked : 0)) {
      throw new IllegalStateException("%,d of %,d ids were found".formatted(found, asked));
    }
    return Figures.rate(asked, System.nanoTime() - begun);
  }

  private List<String> block(int size) {
    var block = new ArrayList<String>(size);
    for (int i = 0; i < size; i++) {
      block.add("%s-%s".formatted(Long.toString(random.nextLong(), 36), "use"));
    }
    return block;
  }
}
