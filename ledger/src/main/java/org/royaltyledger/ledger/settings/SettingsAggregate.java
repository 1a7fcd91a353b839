package org.royaltyledger.ledger.settings;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the settings. */
@AggregateRoot(type = "Settings") // stored for ever, so not the name of a class
public class SettingsAggregate {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable String id; // null until the first event: Axon takes it from there

  private StoreSettings settings = StoreSettings.DEFAULT;

  /** For Axon, which fills it from the log. */
  protected SettingsAggregate() {}

  /**
   * @return whether it was otherwise before
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(SettingsCommand.ChangeSetting command) {
    SettingsEvent changed = settings.decide(command);
    if (changed != null) {
      AggregateLifecycle.apply(changed);
    }
    return changed != null;
  }

  /**
   * @return whether it was another before
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public boolean handle(SettingsCommand.ChangeSigningKey command) {
    SettingsEvent changed = settings.decide(command);
    if (changed != null) {
      AggregateLifecycle.apply(changed);
    }
    return changed != null;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public void handle(SettingsCommand.Export command) {
    AggregateLifecycle.apply(settings.decide(command));
  }

  @EventSourcingHandler
  void on(SettingsEvent event) {
    id = StoreSettings.ID;
    settings = settings.evolve(event);
  }
}
