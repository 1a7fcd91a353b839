package org.royaltyledger.ledger.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What makes a commit survive, for the database at hand.
 *
 * <p>H2 loses acknowledged commits on a kill with its default write delay, and even without it only
 * {@code CHECKPOINT SYNC} reaches the disk. PostgreSQL has done it all when a commit returns,
 * unless somebody has told it not to.
 */
public final class Durability {

  private final JdbcTemplate jdbc;
  private final Dialect dialect;

  public Durability(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.dialect = Dialect.of(dataSource);
  }

  /** Forces everything committed so far to the disk. */
  public void sync() {
    if (dialect == Dialect.H2) {
      jdbc.execute("checkpoint sync");
    }
  }

  /**
   * @throws Refused VOLATILE_STORE if the database could lose what it has acknowledged
   */
  void require() {
    switch (dialect) {
      case H2 -> requireH2();
      case POSTGRESQL -> requirePostgres();
    }
  }

  private void requireH2() {
    ConnectionCallback<String> asked = connection -> connection.getMetaData().getURL();
    String url = String.valueOf(jdbc.execute(asked)).toLowerCase(Locale.ROOT);
    // H2 names it twice once it is set: as the database's and as the URL's.
    List<Integer> writeDelays =
        jdbc.queryForList(
            "select setting_value from information_schema.settings"
                + " where setting_name = 'WRITE_DELAY'",
            Integer.class);
    if (!url.startsWith("jdbc:h2:file:") || !Set.copyOf(writeDelays).equals(Set.of(0))) {
      throw new Refused(
          Refused.Code.VOLATILE_STORE,
          "the store at %s could lose what it acknowledged: use jdbc:h2:file:… with WRITE_DELAY=0"
              .formatted(url));
    }
  }

  private void requirePostgres() {
    refuseUnlessOn("fsync");
    refuseUnlessOn("full_page_writes");
    String commit = setting("synchronous_commit");
    // Each of the others (local, remote_write, on, remote_apply) waits for this server's own disk.
    if (commit.equals("off")) {
      throw couldLose("synchronous_commit", commit);
    }
  }

  private void refuseUnlessOn(String name) {
    String value = setting(name);
    if (!value.equals("on")) {
      throw couldLose(name, value);
    }
  }

  private String setting(String name) {
    return String.valueOf(jdbc.queryForObject("select current_setting(?)", String.class, name));
  }

  private static Refused couldLose(String setting, String value) {
    return new Refused(
        Refused.Code.VOLATILE_STORE,
        ("this PostgreSQL could lose what it acknowledged, for its setting %s is %s: set it to on,"
                + " for the server or for this user and database")
            .formatted(setting, value));
  }
}
