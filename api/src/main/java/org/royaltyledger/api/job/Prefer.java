package org.royaltyledger.api.job;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.stream.Stream;

/** What a request prefers, as RFC 7240 writes it. */
public final class Prefer {

  static final String ASYNC = "respond-async";
  static final String APPLIED = "Preference-Applied";

  private Prefer() {}

  /** Whether it would rather be told where to ask for the answer than wait for it. */
  public static boolean isAsync(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Prefer")).stream()
        .flatMap(it -> Stream.of(it.split(",", -1)))
        .anyMatch(it -> it.split(";", 2)[0].strip().equalsIgnoreCase(ASYNC));
  }
}
