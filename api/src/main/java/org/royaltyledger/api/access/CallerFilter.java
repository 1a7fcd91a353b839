package org.royaltyledger.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has all that a request does be done for its caller, with what is granted to him now: a session
 * only remembers the name, so that what is withdrawn is withdrawn at once.
 */
final class CallerFilter extends OncePerRequestFilter {

  /** Where a refusal finds whom it is for, as it is written outside the work of the request. */
  private static final String CALLER = CallerFilter.class.getName();

  /** Of a session whose user may do nothing any more: as if there were none. */
  private static final Authentication GONE =
      new AnonymousAuthenticationToken(
          "gone", "nobody", List.of(new SimpleGrantedAuthority("NOBODY")));

  private final Logins logins;
  private final Memberships members;

  CallerFilter(Logins logins, Memberships members) {
    this.logins = logins;
    this.members = members;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = caller(request);
    request.setAttribute(CALLER, caller);
    Exception failure =
        caller.doing(() -> acting(caller).doing(() -> passed(request, response, chain)));
    switch (failure) {
      case null -> {}
      case IOException it -> throw it;
      case ServletException it -> throw it;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** Who sent a request; nobody before it was asked. */
  static Caller of(HttpServletRequest request) {
    return request.getAttribute(CALLER) instanceof Caller it ? it : Caller.NOBODY;
  }

  private static Acting acting(Caller caller) {
    return caller.name() == null ? Acting.now() : Acting.as(new Signature(caller.name(), null));
  }

  private Caller caller(HttpServletRequest request) {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known instanceof CallerToken token) {
      return token.caller();
    }
    if (known == null
        || known instanceof AnonymousAuthenticationToken
        || !known.isAuthenticated()) {
      return Caller.NOBODY;
    }
    Caller now =
        known.getDetails() instanceof LoginStamp stamp
            ? logins.named(known.getName(), stamp, members)
            : null;
    if (now != null) {
      return now;
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.getContext().setAuthentication(GONE);
    return Caller.NOBODY;
  }

  /** What the work of one scope throws is of one kind only. */
  private static @Nullable Exception passed(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    try {
      chain.doFilter(request, response);
      return null;
    } catch (IOException | ServletException e) {
      return e;
    }
  }
}
