package org.royaltyledger.api.operations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each request an id, answers it, and has it stand in each line that is logged meanwhile. */
final class RequestIds extends ValveBase {

  private static final String HEADER = "X-Request-Id";

  /** As log formats call it. */
  private static final String FIELD = "requestId";

  /** What whoever stands before us may have named it. */
  private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  RequestIds() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String id = id(request.getHeader(HEADER));
    response.setHeader(HEADER, id);
    try (var _ = MDC.putCloseable(FIELD, id)) {
      getNext().invoke(request, response);
    }
  }

  private static String id(@Nullable String given) {
    return given != null && GIVEN.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
