package org.royaltyledger.ledger.value;

/** A command that may not be done now: what, the value, the rule and the way out. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why; each has a heading of the same name in docs/errors.md. */
  public enum Code {
    ALREADY_APPROVED,
    ALREADY_CLOSED,
    BACKUP_DAMAGED,
    BAD_INPUT,
    BUSY,
    CUT_OFF_VOID,
    DISK_FULL,
    DRAFT_CHANGED,
    EARLIER_MONTH_OPEN,
    EXPLAINED_OTHERWISE,
    FILE_UNREADABLE,
    LOG_REWRITTEN,
    NAME_NEEDED,
    NEWER_STORE,
    NO_ACCESS,
    NO_ANSWER,
    NO_DRAFT,
    NO_IMPORT,
    NO_JOB,
    NO_LINE,
    NO_LISTENER,
    NO_LOGIN,
    NO_PARTY,
    NO_PAYOUT,
    NO_PLACE,
    NO_RATE,
    NO_REPLAY,
    NO_REVENUE,
    NO_SERVER,
    NO_SIGNING_KEY,
    NO_STATEMENT,
    NO_STORE,
    NO_USAGE,
    NO_VAULT_KEY,
    NO_WEBHOOK,
    NOTHING_PAYABLE,
    NOT_ALLOWED,
    NOT_APPROVED,
    NOT_CLOSED,
    NOT_EMPTY,
    NOT_REPORTED,
    NOT_SEALED,
    NOT_SIGNED,
    NOT_WRITTEN,
    OTHER_CALCULATION,
    OTHER_NAME,
    PAYOUT_OVERTAKEN,
    PAYOUT_STATE,
    PORT_IN_USE,
    READ_ONLY,
    RESTORE_UNFINISHED,
    SAME_NAME,
    SEALED_OTHERWISE,
    SECOND_CURRENCY,
    STEP_NOT_BEGUN,
    STORE_IN_USE,
    STORE_UNREADABLE,
    TOO_MANY_IMPORTS,
    TOO_MANY_JOBS,
    TOO_MANY_REQUESTS,
    USAGE_CONFLICT,
    USAGE_REJECTED,
    VOLATILE_STORE
  }

  private final Code code;

  public Refused(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
