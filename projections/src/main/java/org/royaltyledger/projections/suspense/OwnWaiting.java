package org.royaltyledger.projections.suspense;

/**
 * Uses of one asset, or of a party itself, that wait and so earn nothing yet.
 *
 * @param kind ASSET or PARTY
 * @param state why: {@code no-consent}, {@code unlicensed}, {@code unmatched}
 * @param units a plain decimal
 */
public record OwnWaiting(
    String offering,
    String territory,
    String kind,
    String target,
    String state,
    long usages,
    String units) {}
