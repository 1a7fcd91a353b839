package org.royaltyledger.api.problem;

import java.sql.SQLException;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.core.NestedExceptionUtils;

/**
 * What a log says of a failure: its kind and its place, and no message but our own. Others'
 * messages repeat what they stumbled over, and that may be a name, an account or a statement with
 * both.
 */
public final class Failure {

  private static final String OURS = "org.royaltyledger.";

  private Failure() {}

  /** One line without what was sent or stored. */
  public static String told(Throwable failure) {
    Refused full = DiskFull.in(failure);
    if (full != null) {
      return String.valueOf(full.getMessage());
    }
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
    return switch (cause) {
      case Refused refused -> refused.code() + ": " + refused.getMessage();
      case SQLException sql ->
          "%s, SQLState %s%s".formatted(name(sql), sql.getSQLState(), place(sql));
      default -> name(cause) + place(cause);
    };
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  /** The first step of ours on the way to it. */
  private static String place(Throwable failure) {
    for (StackTraceElement step : failure.getStackTrace()) {
      if (step.getClassName().startsWith(OURS)) {
        return " at %s.%s:%d"
            .formatted(
                step.getClassName().substring(OURS.length()),
                step.getMethodName(),
                step.getLineNumber());
      }
    }
    return "";
  }
}
