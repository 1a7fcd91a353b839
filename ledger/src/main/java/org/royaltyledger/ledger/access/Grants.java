package org.royaltyledger.ledger.access;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;

/**
 * Who may do what.
 *
 * @param byName what is granted now
 * @param kinds of every name that was ever granted something: the log would not tell a user from a
 *     token of one name
 */
public record Grants(SortedMap<String, Grant> byName, Map<String, Grant.Kind> kinds) {

  /** The one stream of them. */
  public static final String ID = "access";

  /** Of a store in which nobody was granted anything. */
  public static final Grants NONE = new Grants(Collections.emptySortedMap(), Map.of());

  /** Null if it has none. */
  public @Nullable Grant of(String name) {
    return byName.get(name);
  }

  /**
   * @throws Refused NO_ACCESS if nothing is granted to it
   */
  public Grant required(String name) {
    Grant grant = of(name);
    if (grant == null) {
      throw new Refused(
          Refused.Code.NO_ACCESS,
          "nothing is granted to '%s': look for the name with: access"
              .formatted(Codes.shown(name)));
    }
    return grant;
  }

  /**
   * What becomes of a wish, null if it is so already.
   *
   * @throws Refused BAD_INPUT if the name is of the other kind, or no admin would be left
   */
  @Nullable AccessEvent decide(AccessCommand.GrantAccess command) {
    Grant grant = command.grant();
    Grant.Kind kind = kinds.getOrDefault(grant.name(), grant.kind());
    if (kind != grant.kind()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is the name of a %s, and the log would not tell them apart: give another"
              .formatted(grant.name(), kind.written()));
    }
    if (!isAdmin(grant)) {
      requireAnotherAdmin(grant.name());
    }
    return grant.equals(of(grant.name()))
        ? null
        : grant.granted(command.by().who(), command.by().why());
  }

  /**
   * @throws Refused NO_ACCESS if nothing is granted, BAD_INPUT if no admin would be left
   */
  AccessEvent decide(AccessCommand.WithdrawAccess command) {
    Grant grant = required(command.name());
    requireAnotherAdmin(grant.name());
    return new AccessEvent.AccessWithdrawn(grant.name(), command.by().who(), command.by().why());
  }

  /**
   * @throws Refused NO_ACCESS if nothing is granted
   */
  AccessEvent decide(AccessCommand.IssueCredential command) {
    Grant grant = required(command.name());
    return new AccessEvent.CredentialIssued(
        grant.name(), command.credential(), command.by().who(), command.by().why());
  }

  private void requireAnotherAdmin(String name) {
    Grant grant = of(name);
    if (grant != null
        && isAdmin(grant)
        && byName.values().stream().filter(Grants::isAdmin).count() == 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is the only user who is an admin: make another one first".formatted(name));
    }
  }

  private static boolean isAdmin(Grant grant) {
    return grant.kind() == Grant.Kind.USER && grant.roles().contains(Role.ADMIN);
  }

  /** What follows from an event. */
  public Grants evolve(AccessEvent event) {
    var granted = new TreeMap<>(byName);
    var known = new TreeMap<>(kinds);
    switch (event) {
      case AccessEvent.AccessGranted it -> {
        Grant grant = Grant.from(it);
        granted.put(grant.name(), grant);
        known.put(grant.name(), grant.kind());
      }
      case AccessEvent.AccessWithdrawn it -> granted.remove(it.name());
      case AccessEvent.CredentialIssued _ -> {}
    }
    return new Grants(granted, known);
  }
}
