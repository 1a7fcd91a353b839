package org.royaltyledger.api.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything that is served: reading only, under this computer's own names only, and
 * with the headers that keep a page from doing more than show.
 *
 * <p>A foreign name in the Host header means that some web site had its name point here (DNS
 * rebinding), to read the pages with the reader's own browser.
 */
final class Guard extends ValveBase {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none';"
              + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1");
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final int MISDIRECTED = 421;

  Guard() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    HEADERS.forEach(response::setHeader);
    if (!isOwn(request.getServerName())) {
      refuse(
          response,
          MISDIRECTED,
          "This server answers only under its own names: open http://localhost:%d or http://127.0.0.1:%d\n"
              .formatted(request.getLocalPort(), request.getLocalPort()));
    } else if (!READING.contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      refuse(
          response,
          HttpServletResponse.SC_METHOD_NOT_ALLOWED,
          "This server only shows what is recorded: it answers GET and HEAD. To change something,"
              + " use the command line.\n");
    } else {
      getNext().invoke(request, response);
    }
  }

  private static boolean isOwn(@Nullable String host) {
    return host != null && OWN_NAMES.contains(host.toLowerCase(Locale.ROOT));
  }

  private static void refuse(Response response, int status, String sentence) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    response.finishResponse();
  }
}
