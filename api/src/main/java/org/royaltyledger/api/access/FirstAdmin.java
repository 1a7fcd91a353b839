package org.royaltyledger.api.access;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.work.LocalAccessWork;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.stereotype.Component;

/** Somebody has to let in the others: the first start of a server makes an admin. */
@Component
public class FirstAdmin {

  private final LocalAccessWork access;
  private final Jwts jwts;

  FirstAdmin(LocalAccessWork access, Jwts jwts) {
    this.access = access;
    this.jwts = jwts;
  }

  /** His password for one time; null if there is one already, or an issuer says who is. */
  public @Nullable String password() {
    try {
      return jwts.isTrusted() ? null : access.first();
    } catch (Refused e) {
      if (e.code() == Refused.Code.READ_ONLY) {
        return null; // who is known may read
      }
      throw e;
    }
  }
}
