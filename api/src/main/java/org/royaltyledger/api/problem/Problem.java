package org.royaltyledger.api.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param code the refusal's heading in docs/errors.md, null where HTTP's status says it all
 * @param detail one sentence with the way out
 */
public record Problem(HttpStatus status, Refused.@Nullable Code code, String detail) {

  private static final String TYPE = "urn:royalty-ledger:";
  private static final String COME_AGAIN_SECONDS = "10";

  /** The problem of a refusal. */
  public static Problem of(Refused.Code code, String detail) {
    return new Problem(status(code), code, detail);
  }

  /** A problem that HTTP's status names. */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem(status, null, detail);
  }

  /** The one table from refusals to what HTTP calls them. */
  private static HttpStatus status(Refused.Code code) {
    return switch (code) {
      case BACKUP_DAMAGED, BAD_INPUT, FILE_UNREADABLE -> HttpStatus.BAD_REQUEST;
      case NO_ACCESS,
          NO_DRAFT,
          NO_IMPORT,
          NO_JOB,
          NO_LINE,
          NO_PARTY,
          NO_PAYOUT,
          NO_PLACE,
          NO_REPLAY,
          NO_STATEMENT,
          NO_STORE,
          NO_USAGE,
          NO_WEBHOOK,
          NOT_CLOSED ->
          HttpStatus.NOT_FOUND;
      case ALREADY_APPROVED,
          ALREADY_CLOSED,
          CUT_OFF_VOID,
          DRAFT_CHANGED,
          EARLIER_MONTH_OPEN,
          NAME_NEEDED,
          NOTHING_PAYABLE,
          NOT_EMPTY,
          NOT_APPROVED,
          PAYOUT_OVERTAKEN,
          PAYOUT_STATE,
          SAME_NAME,
          NO_LISTENER,
          NO_RATE,
          NO_REVENUE,
          NO_SIGNING_KEY,
          NO_VAULT_KEY,
          NOT_SEALED,
          NOT_SIGNED,
          NOT_REPORTED,
          OTHER_CALCULATION,
          SECOND_CURRENCY,
          STEP_NOT_BEGUN,
          USAGE_CONFLICT ->
          HttpStatus.CONFLICT;
      case EXPLAINED_OTHERWISE,
          LOG_REWRITTEN,
          NEWER_STORE,
          NO_ANSWER,
          NO_SERVER,
          PORT_IN_USE,
          RESTORE_UNFINISHED,
          SEALED_OTHERWISE,
          STORE_UNREADABLE,
          VOLATILE_STORE ->
          HttpStatus.INTERNAL_SERVER_ERROR;
      case NO_LOGIN -> HttpStatus.UNAUTHORIZED;
      case NOT_ALLOWED, OTHER_NAME -> HttpStatus.FORBIDDEN;
      case USAGE_REJECTED -> HttpStatus.UNPROCESSABLE_CONTENT;
      // READ_ONLY: who sends usages keeps what is 503, and might let go of what is 409.
      case BUSY, DISK_FULL, NOT_WRITTEN, READ_ONLY, STORE_IN_USE -> HttpStatus.SERVICE_UNAVAILABLE;
      case TOO_MANY_IMPORTS, TOO_MANY_JOBS, TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
    };
  }

  /** The document; fields may be added to it. */
  public ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("type", code == null ? "about:blank" : TYPE + code.name())
            .put("title", code == null ? status.getReasonPhrase() : title(code))
            .put("status", status.value())
            .put("detail", detail);
    return code == null ? document : document.put("code", code.name());
  }

  public ResponseEntity<JsonNode> answer() {
    return answer(document());
  }

  /**
   * @param document this problem's, perhaps with further fields
   */
  public ResponseEntity<JsonNode> answer(JsonNode document) {
    var answer = ResponseEntity.status(status);
    if (code == Refused.Code.BUSY || code == Refused.Code.TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    } else if (code == Refused.Code.TOO_MANY_IMPORTS || code == Refused.Code.TOO_MANY_JOBS) {
      answer.header(HttpHeaders.RETRY_AFTER, COME_AGAIN_SECONDS);
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(document);
  }

  private static String title(Refused.Code code) {
    String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
