package org.royaltyledger.ledger.store;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/** Tells a second copy from any other failure, by SQLState 23505 on H2 and PostgreSQL alike. */
final class DuplicateKeys implements PersistenceExceptionResolver {

  private static final String UNIQUE_VIOLATION = "23505";

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    return isDuplicate(exception, 0);
  }

  private static boolean isDuplicate(@Nullable Throwable failure, int depth) {
    if (failure == null || depth > 16) {
      return false;
    }
    return (failure instanceof SQLException sql
            && (UNIQUE_VIOLATION.equals(sql.getSQLState())
                || isDuplicate(sql.getNextException(), depth + 1)))
        || isDuplicate(failure.getCause(), depth + 1);
  }
}
