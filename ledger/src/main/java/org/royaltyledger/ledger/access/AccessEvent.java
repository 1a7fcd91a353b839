package org.royaltyledger.ledger.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written down of who may do what. No password or token is ever in one. */
public sealed interface AccessEvent {

  /** Whose access it is. */
  String name();

  /**
   * From here on a user or token may do this, and what was granted before no more.
   *
   * @param kind {@code user} or {@code token}
   * @param roles in the order of {@link Role}
   * @param parties whose money a partner sees
   * @param until an instant, null if it does not end
   */
  record AccessGranted(
      String name,
      String kind,
      List<String> roles,
      List<String> parties,
      @Nullable String until,
      String who,
      @Nullable String why)
      implements AccessEvent {

    public AccessGranted {
      roles = List.copyOf(roles);
      parties = List.copyOf(parties);
    }
  }

  /** From here on it may do nothing. */
  record AccessWithdrawn(String name, String who, @Nullable String why) implements AccessEvent {}

  /**
   * A secret was handed out, and those of before hold no more.
   *
   * @param credential {@code one-time-password}, {@code password} or {@code token}
   */
  record CredentialIssued(String name, String credential, String who, @Nullable String why)
      implements AccessEvent {}
}
