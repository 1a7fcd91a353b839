package org.royaltyledger.ledger.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;

/**
 * What one user or token may do.
 *
 * @param name what it is called in the log, for ever; two users or tokens never share one
 * @param parties whose money a partner sees, with that of their members; of others none
 * @param until when it ends, null if never
 */
public record Grant(
    String name,
    Kind kind,
    SortedSet<Role> roles,
    SortedSet<PartyId> parties,
    @Nullable Instant until) {

  /** Lower case, so that no two names look alike; a colon is for names that others give. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,62}");

  private static final List<String> RESERVED = List.of("unnamed", "program", "owner");

  /** Who is granted something. */
  public enum Kind {
    USER,
    TOKEN;

    /** As the log has it. */
    public String written() {
      return this == USER ? "user" : "token";
    }

    static Kind parse(String text) {
      return text.equals("user") ? USER : TOKEN;
    }
  }

  /**
   * @throws IllegalArgumentException if the name is none, there is no role, a partner has no party
   *     or another role, or another has parties
   */
  public Grant {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "name '%s' cannot be taken: give 2 to 63 of a to z, 0 to 9, '.', '_' and '-', a letter or digit first, and not %s; as it stands in the log for ever, a role or an id and no person's name"
              .formatted(Codes.shown(name), String.join(", ", RESERVED)));
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has no role: give one or more of %s".formatted(name, Role.ALL));
    }
    if (roles.contains(Role.PARTNER) && roles.size() > 1) {
      throw new IllegalArgumentException(
          "'%s' is a partner and has other roles: give it one name for each, as a partner sees its own money and nothing else"
              .formatted(name));
    }
    if (roles.contains(Role.PARTNER) == parties.isEmpty()) {
      throw new IllegalArgumentException(
          parties.isEmpty()
              ? "'%s' is a partner of no party: say whose money it sees".formatted(name)
              : "'%s' has parties and is no partner: leave them out, or make it a partner"
                  .formatted(name));
    }
  }

  /** As {@link #Grant(String, Kind, SortedSet, SortedSet, Instant)}, of any collections. */
  public static Grant of(
      String name,
      Kind kind,
      Collection<Role> roles,
      Collection<PartyId> parties,
      @Nullable Instant until) {
    return new Grant(name, kind, new TreeSet<>(roles), new TreeSet<>(parties), until);
  }

  AccessEvent.AccessGranted granted(String who, @Nullable String why) {
    return new AccessEvent.AccessGranted(
        name,
        kind.written(),
        roles.stream().map(Role::written).toList(),
        parties.stream().map(PartyId::code).toList(),
        until == null ? null : until.toString(),
        who,
        why);
  }

  static Grant from(AccessEvent.AccessGranted event) {
    return of(
        event.name(),
        Kind.parse(event.kind()),
        event.roles().stream().map(Role::parse).collect(Collectors.toSet()),
        event.parties().stream().map(PartyId::new).toList(),
        event.until() == null ? null : Instant.parse(event.until()));
  }
}
