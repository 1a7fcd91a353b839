package org.royaltyledger.api.work;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what, here or at a server; each answer is the document that {@code access} prints with
 * {@code --json} (docs/formats.md#access).
 */
public interface AccessWork {

  /** All that is granted, by name. */
  JsonNode all();

  /**
   * Has a user be granted this, and nothing else; one that is new gets a password for one time.
   *
   * @throws Refused BAD_INPUT, or NO_PARTY if a party is not known
   */
  JsonNode user(String name, Collection<Role> roles, Collection<PartyId> parties, Signature by);

  /**
   * Gives a user another password for one time; that of before, and what was begun with it, ends.
   *
   * @throws Refused NO_ACCESS
   */
  JsonNode password(String name, Signature by);

  /**
   * Makes a token, which is shown this once; one of that name from before ends.
   *
   * @param until null if it does not end by itself
   * @throws Refused as {@link #user}
   */
  JsonNode token(
      String name,
      Collection<Role> roles,
      Collection<PartyId> parties,
      @Nullable Instant until,
      Signature by);

  /**
   * Takes everything from a user or token, at once.
   *
   * @return all that is granted then
   * @throws Refused NO_ACCESS, or BAD_INPUT if no admin would be left
   */
  JsonNode withdraw(String name, Signature by);
}
