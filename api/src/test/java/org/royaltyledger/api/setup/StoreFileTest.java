package org.royaltyledger.api.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is closed takes the room of what it holds, and never loses a row by that. */
class StoreFileTest {

  private static final int ROWS = 120;
  private static final int BYTES = 100_000;

  @TempDir private Path folder;

  @Test
  void file_gives_back_what_commits_left_behind() throws Exception {
    fill();
    long before = Files.size(file());
    new StoreFile(folder).giveBack(false);
    assertThat(Files.size(file())).isLessThan(before / 2).isGreaterThan(ROWS * (long) BYTES);
    assertHoldsEveryRow();
    assertThat(folder).isDirectoryContaining(it -> it.equals(file()));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void file_that_only_its_owner_may_read_stays_so() throws Exception {
    fill();
    var mayRead = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file(), mayRead);
    long before = Files.size(file());
    new StoreFile(folder).giveBack(false);
    assertThat(Files.size(file())).isLessThan(before);
    assertThat(Files.getPosixFilePermissions(file())).isEqualTo(mayRead);
  }

  @Test
  void file_that_is_well_used_stays_as_it_is() throws Exception {
    fill();
    new StoreFile(folder).giveBack(false);
    Object file = Files.readAttributes(file(), "unix:ino").get("ino");
    new StoreFile(folder).giveBack(false);
    assertThat(Files.readAttributes(file(), "unix:ino")).containsEntry("ino", file);
  }

  @Test
  void file_that_somebody_has_open_stays_as_it_is() throws Exception {
    fill();
    long before = Files.size(file());
    try (Connection open = DriverManager.getConnection(url())) {
      new StoreFile(folder).giveBack(false);
      assertThat(open.isValid(1)).isTrue();
    }
    assertThat(Files.size(file())).isGreaterThanOrEqualTo(before);
    assertHoldsEveryRow();
  }

  @Test
  void copy_that_was_cut_off_is_deleted_and_the_file_stays() throws Exception {
    fill();
    Files.createLink(folder.resolve("ledger.mv.db.copy"), file());
    Files.writeString(folder.resolve("ledger.mv.db.copy.tempFile"), "half");
    new StoreFile(folder).cleanUp();
    assertThat(folder.toFile().list()).containsExactly("ledger.mv.db");
    assertHoldsEveryRow();
  }

  private Path file() {
    return folder.resolve("ledger.mv.db");
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("ledger") + ";WRITE_DELAY=0;MAX_COMPACT_TIME=0";
  }

  private void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      connection
          .createStatement()
          .execute("create table log (place bigint primary key, payload bytea)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into log values (?, ?)")) {
        for (int place = 1; place <= ROWS; place++) {
          insert.setLong(1, place);
          insert.setBytes(2, payload(place));
          insert.executeUpdate(); // a commit each
        }
      }
    }
  }

  private void assertHoldsEveryRow() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url());
        ResultSet rows =
            connection.createStatement().executeQuery("select * from log order by place")) {
      for (int place = 1; place <= ROWS; place++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(place);
        assertThat(Arrays.equals(rows.getBytes(2), payload(place))).isTrue();
      }
      assertThat(rows.next()).isFalse();
    }
  }

  private static byte[] payload(int place) {
    byte[] payload = new byte[BYTES];
    new SplittableRandom(place).nextBytes(payload);
    return payload;
  }
}
