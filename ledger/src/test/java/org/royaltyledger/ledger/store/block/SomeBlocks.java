package org.royaltyledger.ledger.store.block;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.ContainsAi;

/** Blocks by seed, and what they say. */
final class SomeBlocks {

  private static final long ONE = 1_000_000_000_000L;

  private static final List<ContainsAi> DISCLOSURES = List.of(ContainsAi.values());

  private SomeBlocks() {}

  /** Uniform columns with some seeds, mixed ones with others; texts of all lengths and planes. */
  static UsageBlock block(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int usages = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(300);
    boolean uniform = random.nextInt(3) == 0;
    UsageBlock.Builder block = new UsageBlock.Builder();
    for (int i = 0; i < usages; i++) {
      SplittableRandom of = uniform ? new SplittableRandom(seed) : random;
      block.usage(
          "u-" + i + text(random, 40),
          of.nextLong(253_402_300_800L),
          of.nextInt(2) == 0 ? 0 : of.nextInt(1_000_000_000),
          "use" + of.nextInt(3),
          "offering" + of.nextInt(3),
          of.nextInt(2) == 0 ? "SE" : "Worldwide",
          perhaps(of, "l-" + of.nextInt(100)),
          of.nextInt(2) == 0 ? 1 : 1 + of.nextLong(ONE),
          perhaps(of, text(of, 10)),
          perhaps(of, DISCLOSURES.get(of.nextInt(3))),
          perhaps(of, "out-" + of.nextInt(10)),
          new Attribution(
              perhaps(of, "acme"), perhaps(of, text(of, 5)), perhaps(of, "3"), perhaps(of, "0.9")));
      int contributions = of.nextInt(5);
      for (int c = 0; c < contributions; c++) {
        long given = of.nextInt(3) == 0 ? ONE : of.nextLong(ONE + 1);
        long used = uniform || of.nextInt(5) > 0 ? given : of.nextLong(ONE + 1);
        block.contribution(of.nextBoolean(), "t" + of.nextInt(50), text(of, 6), given, used);
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      block.repeat(new UsageBlock.Address(random.nextLong(Long.MAX_VALUE), random.nextInt(8_192)));
    }
    return block.build();
  }

  /** All that a block says, whatever places its words have. */
  static List<String> said(UsageBlock block) {
    List<String> said = new ArrayList<>();
    HexFormat hex = HexFormat.of();
    for (int row = 0; row < block.size(); row++) {
      said.add(hex.formatHex(CanonicalUsage.header(block, row)));
      int contributions = block.endContribution(row) - block.firstContribution(row);
      for (int c = 0; c < contributions; c++) {
        said.add(hex.formatHex(CanonicalUsage.contribution(block, row, c)));
      }
    }
    block.repeats().forEach(it -> said.add(it.toString()));
    return said;
  }

  private static <T> @Nullable T perhaps(SplittableRandom random, T text) {
    return random.nextInt(3) == 0 ? null : text;
  }

  private static String text(SplittableRandom random, int most) {
    int[] points = {'a', 'Z', '-', ' ', 'ø', '漢', 0x1F3B5};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
