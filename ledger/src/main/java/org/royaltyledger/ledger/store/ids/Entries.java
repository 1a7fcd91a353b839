package org.royaltyledger.ledger.store.ids;

import java.util.List;

/** Fingerprints and addresses, by fingerprint as an unsigned number. */
interface Entries {

  /** Moves to the next entry; false after the last. */
  boolean next();

  long fingerprint();

  long address();

  /** The entries of all of these. */
  static Entries merged(List<? extends Entries> sources) {
    return new Merged(sources.toArray(Entries[]::new));
  }

  /** Few sources, so it looks at each. */
  final class Merged implements Entries {
    private final Entries[] sources;
    private int left;
    private int least = -1;

    private Merged(Entries[] sources) {
      this.sources = sources;
      for (Entries source : sources) {
        if (source.next()) {
          sources[left++] = source;
        }
      }
    }

    @Override
    public boolean next() {
      if (least >= 0 && !sources[least].next()) {
        sources[least] = sources[--left];
      }
      least = 0;
      for (int i = 1; i < left; i++) {
        if (Long.compareUnsigned(sources[i].fingerprint(), sources[least].fingerprint()) < 0) {
          least = i;
        }
      }
      return left > 0;
    }

    @Override
    public long fingerprint() {
      return sources[least].fingerprint();
    }

    @Override
    public long address() {
      return sources[least].address();
    }
  }
}
