package org.royaltyledger.ledger.store.ids;

import java.nio.charset.StandardCharsets;

/** 64 bits of a usage id; the more evenly they come, the faster the index. */
@FunctionalInterface
public interface Fingerprinting {

  /** Of an id. */
  long of(String id);

  /** Of the id whose UTF-8 bytes these are. */
  default long of(byte[] utf8, int offset, int length) {
    return of(new String(utf8, offset, length, StandardCharsets.UTF_8));
  }
}
