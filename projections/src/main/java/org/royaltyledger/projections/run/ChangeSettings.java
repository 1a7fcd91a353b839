package org.royaltyledger.projections.run;

import org.royaltyledger.ledger.settings.SettingsCommand;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/** The settings of the store, and changing them. */
public final class ChangeSettings {

  private final LogReader reader;
  private final Deciding deciding;
  private final Commands commands;

  public ChangeSettings(LogReader reader, Deciding deciding, Commands commands) {
    this.reader = reader;
    this.deciding = deciding;
    this.commands = commands;
  }

  public StoreSettings now() {
    return reader.settings(reader.head());
  }

  /**
   * Has a setting be so; that it is so already is no change.
   *
   * @throws Refused BAD_INPUT if there is no such setting or value, NAME_NEEDED
   */
  public StoreSettings change(String name, String value, Signature by) {
    deciding.run(head -> commands.send(new SettingsCommand.ChangeSetting(name, value, by)));
    return now();
  }

  /**
   * Writes down that something is handed out, before it is.
   *
   * @return the place of that
   * @throws Refused NAME_NEEDED
   */
  public long export(SettingsEvent.Exported export) {
    return deciding.run(
        head -> {
          commands.send(new SettingsCommand.Export(export));
          return head + 1;
        });
  }
}
