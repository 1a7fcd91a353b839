package org.royaltyledger.ledger.store;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/** Sends commands and gives their answers; a refusal comes back as {@link Refused}. */
public final class Commands {

  private final CommandBus bus;

  public Commands(CommandBus bus) {
    this.bus = bus;
  }

  /**
   * Sends within the caller's {@link LogTransaction}.
   *
   * @return what the handler gave
   * @throws Refused if a rule refused it
   */
  public @Nullable Object send(Object command) {
    var answer = new CommandResultMessage<?>[1];
    CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
    bus.dispatch(message, (sent, result) -> answer[0] = result);
    CommandResultMessage<?> result = answer[0];
    if (result == null) {
      throw new IllegalStateException("command bus gave no answer to " + command);
    }
    if (result.isExceptional()) {
      throw rethrown(result.exceptionResult());
    }
    return result.getPayload();
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof CommandExecutionException wrapped && wrapped.getCause() != null) {
      return rethrown(wrapped.getCause());
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
