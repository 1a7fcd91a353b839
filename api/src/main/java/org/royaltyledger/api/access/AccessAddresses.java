package org.royaltyledger.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.royaltyledger.api.documents.AccessJson;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Wish;
import org.royaltyledger.api.secret.Secrets;
import org.royaltyledger.api.work.AccessWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.store.AccessBook;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/access}: who may do what, and a token for a password. */
@RestController
@RequestMapping(path = "/api/v1/access", produces = "application/json")
class AccessAddresses {

  private static final String BEARER = "Bearer ";

  private final AccessWork access;
  private final AccessBook book;
  private final Logins logins;

  AccessAddresses(AccessWork access, AccessBook book, Logins logins) {
    this.access = access;
    this.book = book;
    this.logins = logins;
  }

  @GetMapping
  JsonNode all() {
    return access.all();
  }

  /** Who is asking, and what for he is here. */
  @GetMapping("/me")
  JsonNode me() {
    return AccessJson.caller(Caller.now());
  }

  /** A token for some hours, for name and password. */
  @PostMapping("/login")
  JsonNode login(HttpServletRequest request) throws IOException {
    Wish wish = wish(request, "name", "password", "newPassword");
    Logins.Token token =
        logins.session(
            logins.login(
                wish.required("name"), wish.required("password"), wish.text("newPassword")));
    return Json.object()
        .put("name", token.name())
        .put("token", token.token())
        .put("until", String.valueOf(token.until()));
  }

  /** Ends the token that it is sent with, if it was given for a password. */
  @PostMapping("/logout")
  JsonNode logout(HttpServletRequest request) throws IOException {
    wish(request);
    String given = request.getHeader("Authorization");
    boolean ended =
        given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length()) && ended(given);
    return Json.object().put("ended", ended);
  }

  private boolean ended(String given) {
    String hash = Secrets.hashOfToken(given.substring(BEARER.length()));
    AccessBook.Secret secret = book.secret(hash);
    if (secret == null || secret.kind() != AccessBook.Kind.SESSION) {
      return false;
    }
    book.forget(hash);
    return true;
  }

  @PostMapping("/users")
  JsonNode user(HttpServletRequest request) throws IOException {
    Wish wish = wish(request, "name", "roles", "parties", "as", "why");
    return access.user(
        wish.required("name"),
        AccessJson.roles(wish.texts("roles")),
        AccessJson.parties(wish.texts("parties")),
        wish.by());
  }

  @PostMapping("/users/{name}/password")
  JsonNode password(@PathVariable String name, HttpServletRequest request) throws IOException {
    return access.password(name, wish(request, "as", "why").by());
  }

  @PostMapping("/tokens")
  JsonNode token(HttpServletRequest request) throws IOException {
    Wish wish = wish(request, "name", "roles", "parties", "until", "as", "why");
    return access.token(
        wish.required("name"),
        AccessJson.roles(wish.texts("roles")),
        AccessJson.parties(wish.texts("parties")),
        AccessJson.until(wish.text("until")),
        wish.by());
  }

  @PostMapping("/{name}/withdrawal")
  JsonNode withdraw(@PathVariable String name, HttpServletRequest request) throws IOException {
    return access.withdraw(name, wish(request, "as", "why").by());
  }

  private static Wish wish(HttpServletRequest request, String... known) throws IOException {
    return Wish.of(
        request.getInputStream().readNBytes(Wish.LONGEST + 1), request.getQueryString(), known);
  }
}
