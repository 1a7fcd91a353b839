package org.royaltyledger.ledger.access;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/**
 * For whom a piece of work is done. It holds for the thread that does it.
 *
 * @param name that was proven; null if none had to be: who has the store may say who he is
 * @param sight whose money may be shown
 */
public record Caller(@Nullable String name, Set<Role> roles, Sight sight) {

  /** Who has the store before him, and may do with it what he likes. */
  public static final Caller OWNER = new Caller(null, Set.of(Role.values()), Sight.ALL);

  /** Nobody that is known: what is forgotten shows nothing. */
  public static final Caller NOBODY = new Caller(null, Set.of(), Sight.NONE);

  private static final ScopedValue<Caller> NOW = ScopedValue.newInstance();

  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Somebody who proved a name.
   *
   * @param partner whose money it is, if only some is seen
   */
  public static Caller proven(String name, Collection<Role> roles, Sight partner) {
    Sight sight =
        roles.stream().anyMatch(Role::seesAll)
            ? Sight.ALL
            : roles.contains(Role.PARTNER) ? partner : Sight.NONE;
    return new Caller(name, Set.copyOf(roles), sight);
  }

  /** For whom this thread works. */
  public static Caller now() {
    return NOW.orElse(NOBODY);
  }

  /** Does a piece of work for him. */
  public <T extends @Nullable Object, X extends Throwable> T doing(
      ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(NOW, this).call(work);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /**
   * Who signs what is done: a proven name, whatever is said beside it.
   *
   * @param said what the request says
   * @throws Refused OTHER_NAME if it says to be somebody else
   */
  public Signature signed(Signature said) {
    if (name == null) {
      return said;
    }
    if (said.isNamed() && !said.who().equals(name)) {
      throw new Refused(
          Refused.Code.OTHER_NAME,
          "this is sent by '%s' and says that it is by '%s': who does something is whose password or token it is, leave the name out"
              .formatted(name, said.who()));
    }
    return new Signature(name, said.why());
  }
}
