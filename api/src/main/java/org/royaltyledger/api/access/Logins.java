package org.royaltyledger.api.access;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.secret.Secrets;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Grant;
import org.royaltyledger.ledger.store.AccessBook;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.stereotype.Component;

/** Who gives a name and a password, and what for. */
@Component
public class Logins {

  /** How long a person's own token holds. */
  public static final Duration SESSION = Duration.ofHours(12);

  /** What is said to whoever is not let in, so that nobody learns which names there are. */
  static final String WRONG =
      "name or password is wrong, or it was tried too often: look at both, or wait some minutes and"
          + " try again; an admin gives out another password";

  /** Passwords that are looked at, at a time: each keeps a processor busy. */
  private static final int AT_ONCE = 2;

  private static final int WAITING = 8;
  private static final long PATIENCE_SECONDS = 5;

  private final AccessBook book;
  private final AccessLog log;
  private final Attempts attempts = new Attempts(System::nanoTime);
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  Logins(AccessBook book, AccessLog log) {
    this.book = book;
    this.log = log;
    book.grants(); // who is known is known, too, while the database is away
  }

  /**
   * Lets a user in.
   *
   * @param renewed the password from now on; one that was given out for one time has to be replaced
   * @return what is granted
   * @throws Refused NO_LOGIN if name or password is wrong, or a new password is needed; BAD_INPUT
   *     if that is none; BUSY
   */
  public Grant login(String name, String password, @Nullable String renewed) {
    Grant grant = book.grants().of(name);
    AccessBook.Secret secret = grant == null ? null : book.password(name);
    boolean may = secret != null && attempts.begin(name);
    boolean is = checked(password, may && secret != null ? secret.hash() : "");
    if (!is || secret == null || grant == null || !secret.holds(Instant.now())) {
      // What is no name may be a password that was typed in its place.
      log.refused(
          grant == null ? "unknown" : name, "login", "wrong name or password, or tried too often");
      throw new Refused(Refused.Code.NO_LOGIN, WRONG);
    }
    attempts.succeeded(name);
    if (renewed != null) {
      renew(secret, password, renewed);
    } else if (secret.kind() == AccessBook.Kind.ONE_TIME_PASSWORD) {
      throw new Refused(
          Refused.Code.NO_LOGIN,
          "this password was given out for one time: give a new one of your own with it");
    }
    log.done(name, "login");
    return grant;
  }

  private void renew(AccessBook.Secret before, String password, String renewed) {
    if (renewed.equals(password)) {
      throw new Refused(Refused.Code.BAD_INPUT, "the new password is the one before: give another");
    }
    book.renew(
        before,
        new AccessBook.Secret(
            Secrets.hashOfPassword(renewed), before.name(), AccessBook.Kind.PASSWORD, null),
        new Signature(before.name(), null));
  }

  private boolean checked(String password, String hash) {
    try {
      // Few may wait: each keeps a thread that a usage could be taken by.
      if (places.getQueueLength() >= WAITING
          || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Refused(
            Refused.Code.BUSY, "too many try to log in at once: try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return Secrets.isPassword(password, hash);
    } finally {
      places.release();
    }
  }

  /** A token of a user who was let in, for programs that he uses himself. */
  public Token session(Grant grant) {
    String token = Secrets.token();
    Instant until = Instant.now().plus(SESSION);
    book.issue(
        new AccessBook.Secret(
            Secrets.hashOfToken(token), grant.name(), AccessBook.Kind.SESSION, until),
        Signature.NONE);
    return new Token(grant.name(), token, until);
  }

  /**
   * What proves a name from now on.
   *
   * @param until null if it does not end
   */
  public record Token(String name, String token, @Nullable Instant until) {}

  /**
   * Who a token is, null if it is none.
   *
   * @param members of parties, for what a partner sees
   */
  @Nullable Caller of(String token, Memberships members) {
    AccessBook.Secret secret =
        token.startsWith(Secrets.TOKEN) ? book.secret(Secrets.hashOfToken(token)) : null;
    if (secret == null
        || !secret.holds(Instant.now())
        || secret.kind() == AccessBook.Kind.PASSWORD
        || secret.kind() == AccessBook.Kind.ONE_TIME_PASSWORD) {
      return null;
    }
    return of(book.grants().of(secret.name()), members);
  }

  /** What is granted now to a name, null if nothing. */
  @Nullable Caller named(String name, Memberships members) {
    return of(book.grants().of(name), members);
  }

  /** What a session of somebody who was let in has to remember. */
  LoginStamp stamp(Grant grant) {
    AccessBook.Secret password = book.password(grant.name());
    return new LoginStamp(
        password == null ? "" : Secrets.hashOfToken(password.hash()), Instant.now().plus(SESSION));
  }

  /** What is granted now to the name of a session, null if nothing or if it ended. */
  @Nullable Caller named(String name, LoginStamp stamp, Memberships members) {
    AccessBook.Secret password = book.password(name);
    return password == null
            || !Secrets.hashOfToken(password.hash()).equals(stamp.password())
            || !Instant.now().isBefore(stamp.until())
        ? null
        : of(book.grants().of(name), members);
  }

  /**
   * What somebody may do now who is not asking, but told; null if nothing.
   *
   * @param members of parties, for what a partner sees
   */
  public @Nullable Caller known(String name, Memberships members) {
    return of(book.grants().of(name), members);
  }

  private static @Nullable Caller of(@Nullable Grant grant, Memberships members) {
    return grant == null || (grant.until() != null && !Instant.now().isBefore(grant.until()))
        ? null
        : Caller.proven(grant.name(), grant.roles(), members.sight(grant.parties()));
  }
}
