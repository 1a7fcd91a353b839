package org.royaltyledger.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.DiskFull;
import org.royaltyledger.ledger.value.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;

/** What becomes of an exception in the API: a problem, never a trace. */
@RestControllerAdvice(annotations = RestController.class)
public class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** A problem whose status is all there is to say. */
  public static Problem of(HttpStatus status) {
    return Problem.of(
        status,
        switch (status) {
          case NOT_FOUND -> "There is nothing at this address: docs/api.md lists what there is.";
          case METHOD_NOT_ALLOWED -> "This address does not know the method: see docs/api.md.";
          case NOT_ACCEPTABLE -> "The answer is JSON: accept application/json.";
          case CONTENT_TOO_LARGE ->
              "The content is too large: send many usages as application/x-ndjson, which may be"
                  + " of any length.";
          case UNSUPPORTED_MEDIA_TYPE ->
              "This address does not take content of this type: see docs/api.md.";
          default ->
              status.is4xxClientError()
                  ? "The request cannot be understood: see docs/api.md."
                  : "It failed unexpectedly. The terminal where the server runs says why; the"
                      + " command check looks for what is wrong in the store.";
        });
  }

  /** What a failure comes down to: a full disk, its own refusal, or what nobody expected. */
  public static Problem because(Throwable failure) {
    Refused full = DiskFull.in(failure);
    if (full != null) {
      return Problem.of(full.code(), String.valueOf(full.getMessage()));
    }
    return failure instanceof Refused refused
        ? Problem.of(refused.code(), String.valueOf(refused.getMessage()))
        : of(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  @ExceptionHandler
  ResponseEntity<JsonNode> refused(Refused refused, HttpServletRequest request) {
    Problem problem = because(refused);
    if (problem.status().is5xxServerError() && !isExpected(problem.code())) {
      log(request, refused);
    }
    return problem.answer();
  }

  @ExceptionHandler
  ResponseEntity<JsonNode> failed(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse known) {
      HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
      return of(status == null ? HttpStatus.BAD_REQUEST : status).answer();
    }
    if (failure instanceof MethodArgumentTypeMismatchException) {
      return of(HttpStatus.BAD_REQUEST).answer(); // of what is said, not of what was done
    }
    log(request, failure);
    return because(failure).answer();
  }

  /** Of the server's own, but nothing that has failed. */
  private static boolean isExpected(Refused.@Nullable Code code) {
    return code == Refused.Code.BUSY || code == Refused.Code.READ_ONLY;
  }

  private static void log(HttpServletRequest request, Exception failure) {
    LOG.error(
        "{} {} failed: {}",
        request.getMethod(),
        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
        Failure.told(failure));
    LOG.debug("because of", failure);
  }
}
