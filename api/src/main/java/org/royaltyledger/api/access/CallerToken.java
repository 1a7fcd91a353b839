package org.royaltyledger.api.access;

import java.util.List;
import org.royaltyledger.ledger.access.Caller;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** For Spring Security: a caller who proved his name with this request. */
final class CallerToken extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerToken(Caller caller) {
    super(List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  Caller caller() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return String.valueOf(caller.name());
  }
}
