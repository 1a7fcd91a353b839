package org.royaltyledger.ledger.intake.dsr;

import static org.royaltyledger.ledger.intake.dsr.RowType.CLAIM;
import static org.royaltyledger.ledger.intake.dsr.RowType.CLAIMED_WORK;
import static org.royaltyledger.ledger.intake.dsr.RowType.RELEASE;
import static org.royaltyledger.ledger.intake.dsr.RowType.RESOURCE;
import static org.royaltyledger.ledger.intake.dsr.RowType.RESOURCE_USAGE;
import static org.royaltyledger.ledger.intake.dsr.RowType.RESOURCE_WITH_WORK;
import static org.royaltyledger.ledger.intake.dsr.RowType.SALE;
import static org.royaltyledger.ledger.intake.dsr.RowType.SUB_RELEASE;
import static org.royaltyledger.ledger.intake.dsr.RowType.WORK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;

/** The profiles that are read, each with what may follow what in its blocks. */
enum Profile {
  /** {@code ((AS01 MW01*)|AS02)+ (RU01|RU02)* (SU03 (LI01 MW01?)*)*}. */
  UGC(
      "UGCProfile",
      EnumSet.of(RESOURCE, RESOURCE_WITH_WORK),
      Map.of(
          RESOURCE,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK, WORK, RESOURCE_USAGE, SALE),
          RESOURCE_WITH_WORK,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK, RESOURCE_USAGE, SALE),
          WORK,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK, WORK, RESOURCE_USAGE, SALE),
          RESOURCE_USAGE,
          EnumSet.of(RESOURCE_USAGE, SALE),
          SALE,
          EnumSet.of(SALE, CLAIM),
          CLAIM,
          EnumSet.of(SALE, CLAIM, CLAIMED_WORK),
          CLAIMED_WORK,
          EnumSet.of(SALE, CLAIM))),
  /** {@code RE01? ((AS01 MW01+) | AS02)+ RE02* (SU01|SU02)+}; a resource without work passes. */
  BASIC_AUDIO(
      "BasicAudioProfile",
      EnumSet.of(RELEASE, RESOURCE, RESOURCE_WITH_WORK),
      Map.of(
          RELEASE,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK),
          RESOURCE,
          EnumSet.of(WORK, RESOURCE, RESOURCE_WITH_WORK, SUB_RELEASE, SALE),
          RESOURCE_WITH_WORK,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK, SUB_RELEASE, SALE),
          WORK,
          EnumSet.of(WORK, RESOURCE, RESOURCE_WITH_WORK, SUB_RELEASE, SALE),
          SUB_RELEASE,
          EnumSet.of(SUB_RELEASE, SALE),
          SALE,
          EnumSet.of(SALE))),
  /**
   * {@code RE01? (AS02 (RU01|RU02)* (SU03 LI01+)+ | AS01 (MW01+ (RU01|RU02)* (SU03 LI01+)+)+)+}; a
   * sales row without claim passes.
   */
  ROYALTY_REPORTING(
      "RoyaltyReportingProfile",
      EnumSet.of(RELEASE, RESOURCE, RESOURCE_WITH_WORK),
      Map.of(
          RELEASE,
          EnumSet.of(RESOURCE, RESOURCE_WITH_WORK),
          RESOURCE,
          EnumSet.of(WORK),
          RESOURCE_WITH_WORK,
          EnumSet.of(RESOURCE_USAGE, SALE),
          WORK,
          EnumSet.of(WORK, RESOURCE_USAGE, SALE),
          RESOURCE_USAGE,
          EnumSet.of(RESOURCE_USAGE, SALE),
          SALE,
          EnumSet.of(SALE, CLAIM, RESOURCE, RESOURCE_WITH_WORK, WORK),
          CLAIM,
          EnumSet.of(SALE, CLAIM, RESOURCE, RESOURCE_WITH_WORK, WORK)));

  private final String written;

  @SuppressWarnings("ImmutableEnumChecker") // filled once, then only asked
  private final Set<RowType> first;

  @SuppressWarnings("ImmutableEnumChecker") // filled once, then only asked
  private final Map<RowType, EnumSet<RowType>> next;

  Profile(String written, Set<RowType> first, Map<RowType, EnumSet<RowType>> next) {
    this.written = written;
    this.first = first;
    this.next = next;
  }

  /**
   * @throws IllegalArgumentException if it is none that is read
   */
  static Profile of(String name) {
    for (Profile profile : values()) {
      if (profile.written.equals(name)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "profile '%s' is none of %s: ask the sender for one of them"
            .formatted(
                Quoted.shown(name),
                Arrays.stream(values()).map(it -> it.written).collect(Collectors.joining(", "))));
  }

  /** As in HEAD. */
  String written() {
    return written;
  }

  /**
   * Whether a row may stand in a block.
   *
   * @param before the one before it, null at the block's beginning
   */
  boolean allows(@Nullable RowType before, RowType row) {
    return before == null
        ? first.contains(row)
        : next.getOrDefault(before, EnumSet.noneOf(RowType.class)).contains(row);
  }

  /** How a sales row of this profile is built, null if it has no such rows. */
  SaleColumns.@Nullable Form saleForm(String recordType) {
    return SaleColumns.of(this == BASIC_AUDIO, recordType);
  }
}
