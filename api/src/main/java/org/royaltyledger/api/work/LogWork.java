package org.royaltyledger.api.work;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of the log itself, here or at a server; each answer is the document that commands
 * print with {@code --json} (docs/formats.md#checkpoints-and-proofs).
 */
public interface LogWork {

  /** The most entries of one answer. */
  int MOST_ENTRIES = 10_000;

  /** Which log it is, the keys it was signed with, and every checkpoint. */
  JsonNode signed();

  /**
   * The newest checkpoint, once the log is signed as it is now.
   *
   * @throws Refused NO_SIGNING_KEY, LOG_REWRITTEN
   */
  JsonNode sign();

  /**
   * Signs with another key from now on.
   *
   * @throws Refused NO_SIGNING_KEY, NAME_NEEDED, LOG_REWRITTEN
   */
  JsonNode rotate(Signature by);

  /**
   * Who did what: one entry for each event after a place, and nothing of what the event says.
   *
   * @param limit from 1 to {@value #MOST_ENTRIES}
   * @throws Refused BAD_INPUT
   */
  JsonNode entries(long after, int limit);

  /**
   * What proves an event.
   *
   * @param size of a checkpoint; null is the first that covers it
   * @throws Refused BAD_INPUT, NOT_SIGNED
   */
  JsonNode event(long place, @Nullable Long size);

  /**
   * What proves a usage, or its header and one contribution and nothing of the others.
   *
   * @param contribution from 0; null is the whole usage
   * @param size of a checkpoint; null is the first that covers it
   * @throws Refused NO_USAGE, BAD_INPUT, NOT_SIGNED
   */
  JsonNode usage(String usageId, @Nullable Integer contribution, @Nullable Long size);

  /**
   * What proves that a statement is the one that the close of its month sealed.
   *
   * @param currency null if the party has one statement of the month
   * @throws Refused NOT_CLOSED, NO_PARTY, NO_STATEMENT, NOT_SEALED, SEALED_OTHERWISE, NOT_SIGNED or
   *     BAD_INPUT if it has several
   */
  JsonNode statement(Period month, PartyId party, @Nullable String currency);

  /**
   * What proves that a checkpoint goes on from an earlier one.
   *
   * @throws Refused NOT_SIGNED
   */
  JsonNode consistency(long from, long to);
}
