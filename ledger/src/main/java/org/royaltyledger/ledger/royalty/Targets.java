package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Weight;

/**
 * Numbers what contributions name: the targets that the facts know by their places there, then what
 * they do not know, and outputs without contributions.
 */
final class Targets {

  private static final char ASSET = 'A';
  private static final char PARTY = 'P';
  private static final char OUTPUT = 'O';

  /** What an output is made of; without contributions it is one target of its own. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Made(int[] targets, long[] weights) {}

  private final Facts facts;
  private final Words unknown = new Words();
  private final Words outputNames = new Words();
  private final List<Made> outputs = new ArrayList<>();
  private final BlockWords assets = new BlockWords(it -> place(false, it));
  private final BlockWords parties = new BlockWords(it -> place(true, it));
  private final BlockWords made = new BlockWords(this::output);

  Targets(Facts facts) {
    this.facts = facts;
  }

  void begin(UsageBlock block) {
    assets.begin(block);
    parties.begin(block);
    made.begin(block);
  }

  int contribution(UsageBlock block, int contribution) {
    return (block.byParty(contribution) ? parties : assets).of(block, block.target(contribution));
  }

  /** What a usage without contributions of its own is made of. */
  Made made(UsageBlock block, int row) {
    int output = block.output(row);
    return outputs.get(output == UsageBlock.ABSENT ? output("") : made.of(block, output));
  }

  /** The number of an asset by its id, known or not. */
  int asset(String id) {
    return place(false, id);
  }

  /** Null if the facts do not know it. */
  @Nullable Target target(int place) {
    return place < facts.targetCount() ? facts.target(place) : null;
  }

  RunResult.Kind kind(int place) {
    return switch (target(place)) {
      case Target.OfAsset _ -> RunResult.Kind.ASSET;
      case Target.OfParty _ -> RunResult.Kind.PARTY;
      case null ->
          switch (name(place).charAt(0)) {
            case ASSET -> RunResult.Kind.ASSET;
            case PARTY -> RunResult.Kind.PARTY;
            default -> RunResult.Kind.OUTPUT;
          };
    };
  }

  String code(int place) {
    return switch (target(place)) {
      case Target.OfAsset it -> it.asset().id().code();
      case Target.OfParty it -> it.party().code();
      case null -> name(place).substring(1);
    };
  }

  private String name(int place) {
    return unknown.word(place - facts.targetCount());
  }

  private int place(boolean byParty, String code) {
    int place = facts.place(byParty, code);
    if (place >= 0) {
      return place;
    }
    SoughtAsset sought = byParty ? null : SoughtAsset.parse(code);
    return unknown((byParty ? PARTY : ASSET) + (sought == null ? code : sought.toString()));
  }

  private int unknown(String name) {
    return facts.targetCount() + unknown.place(name);
  }

  private int output(String code) {
    int place = outputNames.place(code);
    if (place == outputs.size()) {
      outputs.add(made(code));
    }
    return place;
  }

  private Made made(String code) {
    Output output = facts.output(code);
    if (output == null || output.contributions().isEmpty()) {
      return new Made(new int[] {unknown(OUTPUT + code)}, new long[] {Weight.ONE});
    }
    return new Made(
        output.contributions().stream().mapToInt(it -> place(it.byParty(), it.target())).toArray(),
        output.contributions().stream().mapToLong(it -> it.weight().trillionths()).toArray());
  }
}
