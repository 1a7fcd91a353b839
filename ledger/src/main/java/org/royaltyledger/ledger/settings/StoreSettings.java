package org.royaltyledger.ledger.settings;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/**
 * What a store asks of those who work on it.
 *
 * @param fourEyes whether what one has prepared is approved by another before it counts
 * @param signingKey the public key of checkpoints, null before the first
 */
public record StoreSettings(boolean fourEyes, @Nullable String signingKey) {

  /** The one stream of them. */
  public static final String ID = "settings";

  /** The only setting there is. */
  public static final String FOUR_EYES = "four-eyes";

  /** Of a store that was never told otherwise. */
  public static final StoreSettings DEFAULT = new StoreSettings(false, null);

  private static final String ON = "on";
  private static final String OFF = "off";

  /** As commands write it. */
  public String value(String name) {
    requireName(name);
    return fourEyes ? ON : OFF;
  }

  /**
   * @throws Refused BAD_INPUT if there is no such setting
   */
  public static void requireName(String name) {
    if (!name.equals(FOUR_EYES)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "setting '%s' is not known: there is only %s".formatted(name, FOUR_EYES));
    }
  }

  /**
   * What becomes of a wish, null if it is so already.
   *
   * @throws Refused BAD_INPUT if the store has no such setting or value, NAME_NEEDED
   */
  @Nullable SettingsEvent decide(SettingsCommand.ChangeSetting command) {
    requireName(command.name());
    if (!command.value().equals(ON) && !command.value().equals(OFF)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "'%s' is no value of %s: it is %s or %s"
              .formatted(command.value(), command.name(), ON, OFF));
    }
    requireNamed(command.by());
    return command.value().equals(value(command.name()))
        ? null
        : new SettingsEvent.SettingsChanged(
            command.name(), command.value(), command.by().who(), command.by().why());
  }

  /**
   * What becomes of another key, null if it is the one already. The first one is made by the
   * program, so nobody has to say who.
   *
   * @throws Refused NAME_NEEDED
   */
  @Nullable SettingsEvent decide(SettingsCommand.ChangeSigningKey command) {
    if (command.key().equals(signingKey)) {
      return null;
    }
    if (signingKey != null) {
      requireNamed(command.by());
    }
    return new SettingsEvent.SigningKeyChanged(
        command.key(), command.by().who(), command.by().why());
  }

  /**
   * @throws Refused NAME_NEEDED
   */
  SettingsEvent decide(SettingsCommand.Export command) {
    SettingsEvent.Exported export = command.export();
    requireNamed(new Signature(export.who(), export.why()));
    return export;
  }

  public StoreSettings evolve(SettingsEvent event) {
    return switch (event) {
      case SettingsEvent.SettingsChanged it -> new StoreSettings(it.value().equals(ON), signingKey);
      case SettingsEvent.SigningKeyChanged it -> new StoreSettings(fourEyes, it.key());
      case SettingsEvent.Exported _ -> this;
    };
  }

  /**
   * @throws Refused NAME_NEEDED if it matters who it is, and nobody said
   */
  public void requireNamed(Signature by) {
    if (fourEyes && !by.isNamed()) {
      throw new Refused(
          Refused.Code.NAME_NEEDED,
          "the setting %s of this store is on, and nobody said who this is: say it with --as NAME"
              .formatted(FOUR_EYES));
    }
  }

  /**
   * Whether an approval counts: one that was given before the setting was on may not.
   *
   * @param first who prepared what was approved
   */
  public boolean accepts(Signature approved, String first) {
    return !fourEyes || (approved.isNamed() && !Signature.isSame(approved.who(), first));
  }

  /**
   * @param first who prepared it
   * @param what is to be approved, e.g. {@code the draft of 2026-10}
   * @throws Refused NAME_NEEDED or SAME_NAME if it is not another who approves
   */
  public void requireOther(Signature by, String first, String what) {
    requireNamed(by);
    if (fourEyes && Signature.isSame(by.who(), first)) {
      throw new Refused(
          Refused.Code.SAME_NAME,
          "%s is by '%s', and with %s on another has to approve it: let somebody else do so"
              .formatted(what, first, FOUR_EYES));
    }
  }
}
