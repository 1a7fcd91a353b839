package org.royaltyledger.ledger.store;

import org.royaltyledger.ledger.value.Refused;

/**
 * Whether a store is only to be read: then nothing is appended to its log, and no key is made. Read
 * models go on following, as they tell what the log says.
 */
public final class ReadOnly {

  /** The property that says so. */
  public static final String SETTING = "royalty-ledger.read-only";

  private final boolean on;

  public ReadOnly(boolean on) {
    this.on = on;
  }

  public boolean isOn() {
    return on;
  }

  /**
   * To be asked before something is written down.
   *
   * @throws Refused READ_ONLY
   */
  public void refuse() {
    if (on) {
      throw new Refused(
          Refused.Code.READ_ONLY,
          "the store is open for reading only, and nothing was written down: send the same again"
              + " when it runs without --royalty-ledger.read-only=true");
    }
  }
}
