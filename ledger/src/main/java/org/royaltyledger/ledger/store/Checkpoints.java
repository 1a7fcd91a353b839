package org.royaltyledger.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.proof.SignedNote;
import org.royaltyledger.ledger.settings.SettingsCommand;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Signs how long the log is and what stands for all of it: at each close, when it has grown by many
 * events, and when somebody asks. What is signed is kept for ever, and nothing is signed that does
 * not go on from it.
 */
public final class Checkpoints {

  /** After so many events the log is signed without being asked. */
  public static final int EVERY = 10_000;

  private static final RowMapper<Signed> SIGNED =
      (row, n) -> new Signed(row.getLong(1), SignedNote.parse(row.getString(2)));

  private final LogTransaction transaction;
  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;
  private final JdbcTemplate jdbc;
  private final LogTree tree;
  private final String origin;
  private final ReadOnly readOnly;
  private final SigningKey key;

  Checkpoints(
      LogTransaction transaction,
      LogReader reader,
      Deciding deciding,
      Commands commands,
      JdbcTemplate jdbc,
      LogTree tree,
      StoreKey storeKey,
      ReadOnly readOnly,
      SigningKey key) {
    this.transaction = transaction;
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
    this.jdbc = jdbc;
    this.tree = tree;
    this.origin = origin(storeKey);
    this.readOnly = readOnly;
    this.key = key;
  }

  /** A checkpoint as it was signed. */
  public record Signed(long size, SignedNote note) {}

  /**
   * What was signed by one call.
   *
   * @param made what to say of a key that was made for it, null if there was one
   */
  public record Done(List<Signed> signed, @Nullable String made) {}

  /**
   * A key that checkpoints are or were signed with.
   *
   * @param place of the event that named it
   * @param key {@code NAME+ID+KEY}, what an auditor keeps
   */
  public record UsedKey(long place, String key, String who, @Nullable String why) {}

  /** Which log a store's is, in each of its checkpoints. */
  public static String origin(StoreKey key) {
    return "royalty-ledger/" + key.hash("origin".getBytes(UTF_8)).substring(0, 16);
  }

  /** Which log it is, in each of its checkpoints. */
  public String origin() {
    return origin;
  }

  /**
   * Signs what has to be by now: the log as each close left it, and as it is if it has grown by
   * {@value #EVERY} events since the last time.
   *
   * @throws Refused NO_SIGNING_KEY, LOG_REWRITTEN, READ_ONLY
   */
  public synchronized Done due() {
    SortedSet<Long> sizes = closes();
    long head = reader.head();
    if (head - sizes.stream().reduce(newestSize(), Math::max) >= EVERY) {
      sizes.add(head);
    }
    return sizes.isEmpty() ? new Done(List.of(), null) : sign(signer(), sizes);
  }

  /**
   * Signs the log as it is, unless it is signed already; an empty one is signed, too.
   *
   * @throws Refused NO_SIGNING_KEY, LOG_REWRITTEN, READ_ONLY
   */
  public synchronized Done now() {
    if (at(reader.head()) != null) {
      return new Done(List.of(), null);
    }
    Signer signer = signer(); // which the log may have to name first
    SortedSet<Long> sizes = closes();
    sizes.add(reader.head());
    return sign(signer, sizes);
  }

  /** The newest one, null if nothing was signed yet. */
  public @Nullable Signed newest() {
    return jdbc
        .query("select size, note from checkpoint order by size desc limit 1", SIGNED)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The one of a size, null if the log was not signed then. */
  public @Nullable Signed at(long size) {
    return jdbc.query("select size, note from checkpoint where size = ?", SIGNED, size).stream()
        .findFirst()
        .orElse(null);
  }

  /**
   * The first that covers a place.
   *
   * @return null if none does yet
   */
  public @Nullable Signed covering(long place) {
    return jdbc
        .query(
            "select size, note from checkpoint where size >= ? order by size limit 1",
            SIGNED,
            place)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** All of them, by size. */
  public List<Signed> all() {
    return jdbc.query("select size, note from checkpoint order by size", SIGNED);
  }

  /** The keys that were used, the newest last. */
  public List<UsedKey> keys() {
    var keys = new ArrayList<UsedKey>();
    reader.read(
        EventNames.SIGNING_KEY_CHANGED,
        0,
        reader.head(),
        row -> {
          var it = (SettingsEvent.SigningKeyChanged) row.event();
          keys.add(new UsedKey(row.place(), it.key(), it.who(), it.why()));
        });
    return keys;
  }

  /**
   * Signs with another key from now on. If the old one is at hand, the next checkpoint has both
   * signatures, so that who trusts the old one can go on.
   *
   * @param by who has it so
   * @throws Refused NO_SIGNING_KEY if there is no place for a new one, NAME_NEEDED, LOG_REWRITTEN
   */
  public synchronized Done rotate(Signature by) {
    readOnly.refuse();
    requireSame();
    long before = reader.head();
    String known = reader.settings(before).signingKey();
    reader.settings(before).requireNamed(by);
    NoteSigner old = key.read();
    NoteSigner fresh = old;
    String made = null;
    if (old == null || old.key().toString().equals(known) || known == null) {
      fresh = NoteSigner.generated(origin);
      key.requireFile();
      if (old != null) {
        key.putAside(old);
      }
      key.write(fresh);
      made = made(fresh);
    }
    NoteSigner signer = Objects.requireNonNull(fresh);
    record(signer, by);
    boolean both = old != null && old.key().toString().equals(known);
    long head = reader.head();
    return new Done(
        List.of(both ? store(head, signer, Objects.requireNonNull(old)) : store(head, signer)),
        made);
  }

  /**
   * Who signs.
   *
   * @param made what to say of a key that was made just now
   */
  private record Signer(NoteSigner key, @Nullable String made) {}

  private Done sign(Signer signer, SortedSet<Long> sizes) {
    var signed = new ArrayList<Signed>();
    for (long size : sizes) {
      signed.add(store(size, signer.key));
    }
    return new Done(signed, signer.made);
  }

  private Signer signer() {
    readOnly.refuse();
    requireSame();
    NoteSigner signer = key.read();
    String known = reader.settings(reader.head()).signingKey();
    String made = null;
    if (known == null) {
      if (signer == null) {
        signer = NoteSigner.generated(origin);
        key.write(signer);
        made = made(signer);
      }
      NoteSigner first = signer;
      Acting.PROGRAM.doing(
          () -> record(first, Signature.NONE)); // whoever signs: nobody asked for a key
    } else if (signer == null || !signer.key().toString().equals(known)) {
      throw otherKey(signer, known);
    }
    return new Signer(signer, made);
  }

  private Refused otherKey(@Nullable NoteSigner signer, String known) {
    return new Refused(
        Refused.Code.NO_SIGNING_KEY,
        "%s, and this log is signed with '%s': nothing is signed until that key is back, or another is named with: checkpoint rotate"
            .formatted(
                signer == null
                    ? "the signing key is not in " + key.where()
                    : "the signing key in %s is '%s'".formatted(key.where(), signer.key()),
                known));
  }

  /** Why a log that was signed cannot be signed here, null if it can; nothing is signed. */
  public @Nullable String whyNotSigned() {
    String known = reader.settings(reader.head()).signingKey();
    try {
      NoteSigner signer = key.read();
      return known == null || (signer != null && signer.key().toString().equals(known))
          ? null
          : otherKey(signer, known).getMessage();
    } catch (Refused e) {
      return e.getMessage();
    }
  }

  private String made(NoteSigner signer) {
    return "a signing key was made in %s: keep a copy of it where nobody else comes, and give auditors its public half: %s"
        .formatted(key.where(), signer.key());
  }

  private @Nullable Object record(NoteSigner signer, Signature by) {
    return deciding.run(
        _ -> commands.send(new SettingsCommand.ChangeSigningKey(signer.key().toString(), by)));
  }

  private Signed store(long size, NoteSigner... signers) {
    tree.keep(size);
    var checkpoint = new Checkpoint(origin, size, tree.of(size).root());
    var signed = new Signed(size, SignedNote.of(checkpoint.text(), signers));
    transaction.run(
        () ->
            jdbc.update(
                "insert into checkpoint (size, note) values (?, ?)", size, signed.note.toString()));
    return signed;
  }

  /** Somebody may have what was signed: it must still be true. */
  private void requireSame() {
    Signed newest = newest();
    if (newest == null) {
      return;
    }
    long head = reader.head();
    Checkpoint said = Checkpoint.parse(newest.note.text());
    if (head < newest.size || !tree.of(newest.size).root().equals(said.root())) {
      throw new Refused(
          Refused.Code.LOG_REWRITTEN,
          "the log is not the one that was signed at %d events: nothing more is signed; see what is wrong with: check, and restore the store from a backup"
              .formatted(newest.size));
    }
  }

  private SortedSet<Long> closes() {
    return new TreeSet<>(
        jdbc.queryForList(
            "select place from log where payload_type = ? and place not in (select size from"
                + " checkpoint)",
            Long.class,
            EventNames.PERIOD_CLOSED));
  }

  private long newestSize() {
    Signed newest = newest();
    return newest == null ? 0 : newest.size;
  }
}
