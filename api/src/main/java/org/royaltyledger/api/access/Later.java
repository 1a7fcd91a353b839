package org.royaltyledger.api.access;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.stereotype.Component;

/** For whom work is done that was asked for a while ago. */
@Component
public final class Later {

  private final Logins logins;
  private final Memberships members;

  Later(Logins logins, Memberships members) {
    this.logins = logins;
    this.members = members;
  }

  /** Who asked, with what was granted then. */
  public final class Asked {
    private final Caller then;
    private final boolean isGrantedHere;

    private Asked(Caller then) {
      this.then = then;
      isGrantedHere = granted(then) != null;
    }

    /** The name that was proven. */
    public String name() {
      return then.name() == null ? "" : then.name();
    }

    /**
     * The same with what is granted now. Who was let in by an organisation's own issuer is as then:
     * nothing here says what he may do now.
     *
     * @throws Refused NOT_ALLOWED if nothing is
     */
    public Caller now() {
      if (!isGrantedHere) {
        return then;
      }
      Caller now = granted(then);
      if (now == null) {
        throw new Refused(
            Refused.Code.NOT_ALLOWED,
            "what was granted to '%s' was withdrawn before this was begun: nothing was done"
                .formatted(name()));
      }
      return now;
    }
  }

  /** Whom this thread works for now. */
  public Asked asked() {
    return new Asked(Caller.now());
  }

  private @Nullable Caller granted(Caller it) {
    return it.name() == null ? null : logins.named(it.name(), members);
  }
}
