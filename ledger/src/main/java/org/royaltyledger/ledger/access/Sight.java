package org.royaltyledger.ledger.access;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/** Whose money somebody sees: the one place that walls are made at. */
public final class Sight {

  /** Everybody's. */
  public static final Sight ALL = new Sight(null, _ -> List.of());

  /** Nobody's. */
  public static final Sight NONE = new Sight(List.of(), _ -> List.of());

  private final @Nullable Collection<String> own;
  private final Function<String, List<Membership>> members;

  private Sight(@Nullable Collection<String> own, Function<String, List<Membership>> members) {
    this.own = own;
    this.members = members;
  }

  /**
   * That of some parties and their members, directly or through others.
   *
   * @param members the memberships in a party, of any time
   */
  public static Sight of(Collection<PartyId> parties, Function<String, List<Membership>> members) {
    return new Sight(parties.stream().map(PartyId::code).toList(), members);
  }

  /** That of whom this thread works for. */
  public static Sight now() {
    return Caller.now().sight();
  }

  public boolean isAll() {
    return own == null;
  }

  /**
   * For what is of all parties together, and cannot be divided.
   *
   * @throws Refused NOT_ALLOWED if it is not everybody's
   */
  public void requireAll() {
    if (!isAll()) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "this is about the money of all parties, and you see that of some: ask for what is yours"
              + " with the address of a party");
    }
  }

  /**
   * Whose money of a month: of who was a member on a day of it, so that an agency keeps what was
   * earned while a label was with it, and sees nothing of what comes after.
   */
  public Parties in(Period month) {
    return between(month.firstDay(), month.lastDay());
  }

  /** Whose money that has no month: of who is a member on a day. */
  public Parties on(LocalDate day) {
    return between(day, day);
  }

  private Parties between(LocalDate first, LocalDate last) {
    if (own == null) {
      return Parties.ALL;
    }
    var days = new TreeSet<>(List.of(first)); // on which it may be others
    each(it -> true).stream()
        .map(it -> it.window().from())
        .filter(it -> it.isAfter(first) && !it.isAfter(last))
        .forEach(days::add);
    var seen = new TreeSet<>(Codes.ORDER);
    seen.addAll(own);
    for (LocalDate day : days) {
      each(it -> it.window().contains(day)).forEach(it -> seen.add(it.party().code()));
    }
    return Parties.of(seen);
  }

  /** Memberships that lead to an own party over others that do. */
  private List<Membership> each(Predicate<Membership> which) {
    Deque<String> next = new ArrayDeque<>(own == null ? List.of() : own);
    var reached = new TreeSet<>(next);
    var all = new ArrayList<Membership>();
    while (!next.isEmpty()) {
      for (Membership it : members.apply(next.remove())) {
        if (which.test(it)) {
          all.add(it);
          if (reached.add(it.party().code())) {
            next.add(it.party().code());
          }
        }
      }
    }
    return all;
  }
}
