package org.royaltyledger.ledger.store.block;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class StoredSchemasTest {

  @Test
  void what_could_not_be_read_again_is_not_stored() {
    byte[] tooLong = new byte[StoredSchemas.MOST_BYTES + 1];

    assertThatIllegalStateException()
        .isThrownBy(() -> StoredSchemas.wrap(StoredSchemas.RUN_BLOCKS.getFirst(), tooLong))
        .withMessageContaining("could not be read again")
        .withMessageContaining("268435457");
  }
}
