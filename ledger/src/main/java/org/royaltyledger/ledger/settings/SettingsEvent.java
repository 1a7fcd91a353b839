package org.royaltyledger.ledger.settings;

import org.jspecify.annotations.Nullable;

/** What was written down of the settings of a store. */
public sealed interface SettingsEvent {

  /** From here on it holds. */
  record SettingsChanged(String name, String value, String who, @Nullable String why)
      implements SettingsEvent {}

  /**
   * From here on checkpoints are signed with another key.
   *
   * @param key the public one, as a note's: {@code NAME+ID+KEY}
   */
  record SigningKeyChanged(String key, String who, @Nullable String why) implements SettingsEvent {}

  /**
   * Something of the log was handed out.
   *
   * @param what {@code evidence}, {@code backup}, or {@code details} that somebody saw
   * @param period of which, null if it is all
   * @param party of whom, null if it is all
   * @param open whether with the content of events that name other parties, or unmasked
   */
  record Exported(
      String what,
      @Nullable String period,
      @Nullable String party,
      boolean open,
      String who,
      @Nullable String why)
      implements SettingsEvent {}
}
