package org.royaltyledger.ledger.intake;

/**
 * A line that was taken, though something about it will surprise.
 *
 * @param line its number in the file, from 1
 */
public record Warning(String file, long line, String text) {}
