package org.royaltyledger.ledger.intake;

/**
 * A line that was not taken.
 *
 * @param line its number in the file, from 1; where a record has several lines, that of its first
 * @param reason what, the value, the rule and the way out
 * @param text the line as it came
 */
public record Reject(long line, String reason, String text) {}
