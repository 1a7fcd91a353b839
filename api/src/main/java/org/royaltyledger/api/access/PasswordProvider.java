package org.royaltyledger.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Grant;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** For Spring Security: name and password of the form. The session remembers the name alone. */
final class PasswordProvider implements AuthenticationProvider {

  private final Logins logins;

  PasswordProvider(Logins logins) {
    this.logins = logins;
  }

  /** Why somebody was not let in, with what the form is to say. */
  private static final class NotLetIn extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final String word;

    NotLetIn(String word, Throwable cause) {
      super(word, cause);
      this.word = word;
    }
  }

  @Override
  public Authentication authenticate(Authentication given) {
    String renewed =
        given.getDetails() instanceof NewPassword it && !it.text().isEmpty() ? it.text() : null;
    try {
      Grant grant = logins.login(given.getName(), String.valueOf(given.getCredentials()), renewed);
      var known = UsernamePasswordAuthenticationToken.authenticated(grant.name(), null, List.of());
      known.setDetails(logins.stamp(grant));
      return known;
    } catch (Refused e) {
      throw new NotLetIn(word(e, renewed), e);
    }
  }

  private static String word(Refused refused, @Nullable String renewed) {
    return switch (refused.code()) {
      case BAD_INPUT -> "weak";
      case BUSY -> "busy";
      default -> renewed == null && !Logins.WRONG.equals(refused.getMessage()) ? "renew" : "wrong";
    };
  }

  @Override
  public boolean supports(Class<?> given) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(given);
  }

  /** Back to the form, which says why. */
  static void again(
      HttpServletRequest request, HttpServletResponse answer, AuthenticationException why)
      throws IOException {
    answer.sendRedirect("/login?" + (why instanceof NotLetIn it ? it.word : "wrong"));
  }
}
