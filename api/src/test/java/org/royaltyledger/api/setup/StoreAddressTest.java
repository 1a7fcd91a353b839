package org.royaltyledger.api.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.value.DiskFull;

/** Where a store is, and what may be said of it. */
class StoreAddressTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.org/royalty?user=ann&password=secret",
        "jdbc:h2:file:/royalty;USER=ann;PASSWORD=secret"
      })
  void address_is_shown_without_a_password(String url) {
    StoreAddress address =
        StoreAddress.of(List.of("--" + StoreAddress.URL + "=" + url), Path.of("unused"));
    assertThat(address.toString()).startsWith("jdbc:").contains("royalty").doesNotContain("secret");
  }

  @Test
  void folder_on_a_full_disk_is_told_as_a_full_disk() {
    var failure = new IOException("No space left on device");
    assertThat(DiskFull.in(StoreLock.unusable(Path.of("store"), failure))).isNotNull();
  }
}
