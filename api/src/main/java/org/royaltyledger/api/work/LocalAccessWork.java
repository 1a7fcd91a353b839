package org.royaltyledger.api.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccessJson;
import org.royaltyledger.api.secret.Secrets;
import org.royaltyledger.ledger.access.Grant;
import org.royaltyledger.ledger.access.Grants;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.statement.PartyNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Access to the store that is open here. */
public final class LocalAccessWork implements AccessWork {

  /** The user that a server makes at its first start. */
  public static final String FIRST = "admin";

  /** How long a password for one time waits to be replaced. */
  private static final Duration ONE_TIME = Duration.ofDays(7);

  private final AccessBook book;
  private final PartyNames names;

  public LocalAccessWork(AccessBook book, PartyNames names) {
    this.book = book;
    this.names = names;
  }

  @Override
  public JsonNode all() {
    return AccessJson.all(book.grants().byName().values());
  }

  /**
   * Makes the first admin, if nobody is one.
   *
   * @return his password for one time, null if there is an admin
   */
  public @Nullable String first() {
    Grants grants = book.grants();
    if (grants.byName().values().stream()
        .anyMatch(it -> it.kind() == Grant.Kind.USER && it.roles().contains(Role.ADMIN))) {
      return null;
    }
    if (grants.kinds().containsKey(FIRST)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "nobody is an admin, and the name '%s' is taken: make one on the store with: access user NAME --role admin"
              .formatted(FIRST));
    }
    return issue(
        Grant.of(FIRST, Grant.Kind.USER, Set.of(Role.ADMIN), List.of(), null), Signature.NONE);
  }

  @Override
  public JsonNode user(
      String name, Collection<Role> roles, Collection<PartyId> parties, Signature by) {
    Grant grant = grant(name, Grant.Kind.USER, roles, parties, null);
    ObjectNode document = AccessJson.grant(grant);
    if (book.grants().of(name) != null) {
      signed(by, () -> book.grant(grant, by));
      return document;
    }
    return document.put("oneTimePassword", Acting.as(by).doing(() -> issue(grant, by)));
  }

  private String issue(Grant grant, Signature by) {
    String password = Secrets.oneTimePassword();
    book.grant(
        grant,
        AccessBook.Kind.ONE_TIME_PASSWORD,
        Secrets.hashOfPassword(password),
        Instant.now().plus(ONE_TIME),
        by);
    return password;
  }

  /** Makes a user with a password that need not be replaced, as a demo's are. */
  public String demonstrated(String name, Role role, Collection<PartyId> parties) {
    String password = Secrets.oneTimePassword();
    book.grant(
        grant(name, Grant.Kind.USER, Set.of(role), parties, null),
        AccessBook.Kind.PASSWORD,
        Secrets.hashOfPassword(password),
        null,
        Signature.NONE);
    return password;
  }

  @Override
  public JsonNode password(String name, Signature by) {
    Grant grant = book.grants().required(name);
    if (grant.kind() != Grant.Kind.USER) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is a token and has no password: make it anew with: access token".formatted(name));
    }
    String password = Secrets.oneTimePassword();
    signed(
        by,
        () ->
            book.issue(
                new AccessBook.Secret(
                    Secrets.hashOfPassword(password),
                    name,
                    AccessBook.Kind.ONE_TIME_PASSWORD,
                    Instant.now().plus(ONE_TIME)),
                by));
    return AccessJson.grant(grant).put("oneTimePassword", password);
  }

  @Override
  public JsonNode token(
      String name,
      Collection<Role> roles,
      Collection<PartyId> parties,
      @Nullable Instant until,
      Signature by) {
    if (until != null && !until.isAfter(Instant.now())) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the token would end at %s, which is over: give a time to come".formatted(until));
    }
    Grant grant = grant(name, Grant.Kind.TOKEN, roles, parties, until);
    String token = Secrets.token();
    signed(
        by, () -> book.grant(grant, AccessBook.Kind.TOKEN, Secrets.hashOfToken(token), until, by));
    return AccessJson.grant(grant).put("token", token);
  }

  @Override
  public JsonNode withdraw(String name, Signature by) {
    signed(by, () -> book.withdraw(name, by));
    return all();
  }

  private static void signed(Signature by, Runnable work) {
    Acting.as(by)
        .doing(
            () -> {
              work.run();
              return by;
            });
  }

  private Grant grant(
      String name,
      Grant.Kind kind,
      Collection<Role> roles,
      Collection<PartyId> parties,
      @Nullable Instant until) {
    for (PartyId it : parties) {
      if (!names.knows(it.code())) {
        throw new Refused(
            Refused.Code.NO_PARTY,
            "party '%s' is not known, so nobody can be its partner: bring it in a file parties*.csv first"
                .formatted(it));
      }
    }
    try {
      return Grant.of(name, kind, roles, parties, until);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }
}
