package org.royaltyledger.ledger.settings;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.royaltyledger.ledger.value.Signature;

/** What may be asked of the settings. */
public sealed interface SettingsCommand {

  /** There are the settings of one store. */
  @TargetAggregateIdentifier
  default String settings() {
    return StoreSettings.ID;
  }

  /** Has a setting be so from now on. */
  record ChangeSetting(String name, String value, Signature by) implements SettingsCommand {}

  /**
   * Has checkpoints be signed with another key from now on.
   *
   * @param key the public one
   */
  record ChangeSigningKey(String key, Signature by) implements SettingsCommand {}

  /**
   * Writes down that something is handed out.
   *
   * @param export as it is written down
   */
  record Export(SettingsEvent.Exported export) implements SettingsCommand {}
}
