package org.royaltyledger.ledger.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.AccessCommand;
import org.royaltyledger.ledger.access.Grant;
import org.royaltyledger.ledger.access.Grants;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who may do what, by the log; and hashes of what they prove it with, in a table beside it, of
 * which no backup has a copy.
 *
 * <p>All is kept in memory: whoever has the store open is the only one to change it, and a request
 * must not wait for the database to be known.
 */
public final class AccessBook {

  /** What somebody proves himself with. */
  public enum Kind {
    ONE_TIME_PASSWORD("one-time-password"),
    PASSWORD("password"),
    TOKEN("token"),
    /** Of a person who gave the password, for some hours; not worth an event. */
    SESSION("session");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    /** As the table and the log have it. */
    public String written() {
      return written;
    }

    private static Kind parse(String written) {
      return Arrays.stream(values())
          .filter(it -> it.written.equals(written))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A secret that was handed out.
   *
   * @param hash of it; the secret itself is nowhere
   * @param name whose
   * @param until null if it does not end by itself
   */
  public record Secret(String hash, String name, Kind kind, @Nullable Instant until) {

    /** Whether it still holds. */
    public boolean holds(Instant now) {
      return until == null || now.isBefore(until);
    }
  }

  /** Of one name at a time: the oldest ends when another begins. */
  private static final int MOST_SESSIONS = 10;

  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;
  private final JdbcTemplate jdbc;
  private volatile @Nullable Known known;

  private record Known(Grants grants, Map<String, Secret> secrets) {}

  AccessBook(LogReader reader, Deciding deciding, Commands commands, JdbcTemplate jdbc) {
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
    this.jdbc = jdbc;
  }

  /** Who may do what now. */
  public Grants grants() {
    return known().grants;
  }

  /** The secret of a hash, null if there is none. */
  public @Nullable Secret secret(String hash) {
    return known().secrets.get(hash);
  }

  /** The password of a user, one-time or not; null if there is none. */
  public @Nullable Secret password(String name) {
    return known().secrets.values().stream()
        .filter(it -> it.name.equals(name))
        .filter(it -> it.kind == Kind.PASSWORD || it.kind == Kind.ONE_TIME_PASSWORD)
        .findFirst()
        .orElse(null);
  }

  /**
   * Has a user or token be granted this, and nothing else.
   *
   * @throws Refused BAD_INPUT if the name is of the other kind, or no admin would be left
   */
  public void grant(Grant grant, Signature by) {
    change(() -> commands.send(new AccessCommand.GrantAccess(grant, by)));
  }

  /**
   * Grants, and gives out a secret for it, as one.
   *
   * @param hash of the secret
   * @param until when the secret ends, null if with the grant
   * @throws Refused as {@link #grant}
   */
  public void grant(Grant grant, Kind kind, String hash, @Nullable Instant until, Signature by) {
    change(
        () -> {
          commands.send(new AccessCommand.GrantAccess(grant, by));
          put(new Secret(hash, grant.name(), kind, until), by);
        });
  }

  /**
   * Gives out a secret; those of before hold no more, but a session beside others.
   *
   * @throws Refused NO_ACCESS if nothing is granted to the name
   */
  public void issue(Secret secret, Signature by) {
    change(() -> put(secret, by));
  }

  /**
   * Replaces a password by another.
   *
   * @param before the one that was proven
   * @throws Refused NO_LOGIN if it is another by now, or the name is granted nothing any more
   */
  public void renew(Secret before, Secret after, Signature by) {
    change(
        () -> {
          Integer same =
              jdbc.queryForObject(
                  "select count(*) from secret where hash = ?", Integer.class, before.hash);
          if (same == null || same == 0) {
            throw new Refused(
                Refused.Code.NO_LOGIN, "the password was replaced meanwhile: ask an admin");
          }
          put(after, by);
        });
  }

  /**
   * Takes everything from a user or token.
   *
   * @throws Refused NO_ACCESS if nothing is granted to the name, BAD_INPUT if no admin would be
   *     left
   */
  public void withdraw(String name, Signature by) {
    change(
        () -> {
          commands.send(new AccessCommand.WithdrawAccess(name, by));
          jdbc.update("delete from secret where name = ?", name);
        });
  }

  /** Takes back one secret, as who logs out does. */
  public void forget(String hash) {
    change(() -> jdbc.update("delete from secret where hash = ?", hash));
  }

  private void put(Secret secret, Signature by) {
    jdbc.update("delete from secret where until_ms < ?", System.currentTimeMillis());
    if (secret.kind == Kind.SESSION) {
      reader.grants(reader.head()).required(secret.name);
      jdbc.update(
          "delete from secret where hash in (select hash from secret where name = ? and kind = ?"
              + " order by until_ms desc offset ?)",
          secret.name,
          secret.kind.written(),
          MOST_SESSIONS - 1);
    } else {
      commands.send(new AccessCommand.IssueCredential(secret.name, secret.kind.written(), by));
      jdbc.update("delete from secret where name = ?", secret.name);
    }
    jdbc.update(
        "insert into secret (hash, name, kind, until_ms) values (?, ?, ?, ?)",
        secret.hash,
        secret.name,
        secret.kind.written(),
        secret.until == null ? null : secret.until.toEpochMilli());
  }

  private synchronized void change(Runnable work) {
    try {
      deciding.run(
          head -> {
            work.run();
            return head;
          });
    } catch (RuntimeException | Error e) {
      known = null; // nobody knows whether it was written down
      throw e;
    }
    known = read();
  }

  private Known known() {
    Known now = known;
    return now == null ? first() : now;
  }

  private synchronized Known first() {
    Known now = known;
    if (now == null) {
      now = read();
      known = now;
    }
    return now;
  }

  private Known read() {
    List<Secret> secrets =
        jdbc.query(
            "select hash, name, kind, until_ms from secret",
            (row, n) -> {
              Long until = row.getObject(4, Long.class);
              return new Secret(
                  row.getString(1),
                  row.getString(2),
                  Kind.parse(row.getString(3)),
                  until == null ? null : Instant.ofEpochMilli(until));
            });
    var byHash = new HashMap<String, Secret>();
    secrets.forEach(it -> byHash.put(it.hash, it));
    return new Known(reader.grants(reader.head()), byHash);
  }
}
