package org.royaltyledger.api.guard;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.ledger.value.Acting;
import org.springframework.http.HttpStatus;

/**
 * Stands before everything that is served: under this computer's own names, and those that the
 * settings give it, pages for reading only, nothing for another web site, and with the headers that
 * keep a page from doing more than show.
 *
 * <p>A foreign name in the Host header means that some web site had its name point here (DNS
 * rebinding), to read with the reader's own browser. A foreign Origin means that a page of another
 * web site sends the request; programs that are no browsers send none.
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

  private static final int LONGEST_FORM = 4_096;

  /** Pages that are sent something: to be known, and not any more. */
  private static final Set<String> FORMS = Set.of("/login", "/logout");

  private static final Set<String> OF_THE_API = Set.of("GET", "HEAD", "POST");

  /** What a browser's Fetch Metadata says of a request that no other web site began. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final Set<String> CONTENT =
      Set.of("application/json", "application/x-ndjson", "multipart/form-data");

  /** Names that others reach this server under, through a proxy that has their certificate. */
  private final Set<String> hosts;

  Guard(Set<String> hosts) {
    super(true);
    this.hosts = Set.copyOf(hosts);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    HEADERS.forEach(response::setHeader);
    boolean api = isApi(request.getDecodedRequestURI());
    Problem problem = api ? problemOfApi(request) : problemOfPage(request);
    if (problem == null) {
      // Of the connection: what a header says of an address, anybody can write.
      Exception failure =
          Acting.http(request.getPeerAddr()).doing(() -> answered(request, response));
      switch (failure) {
        case null -> {}
        case IOException it -> throw it;
        case ServletException it -> throw it;
        default -> throw new IllegalStateException(failure);
      }
      return;
    }
    if (problem.status() == HttpStatus.METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", api ? "GET, HEAD, POST" : "GET, HEAD");
    }
    if (api) {
      refuse(
          response, problem, "application/problem+json", Json.written(problem.document()) + "\n");
    } else {
      refuse(response, problem, "text/plain;charset=UTF-8", problem.detail() + "\n");
    }
  }

  /** What the work of one scope throws is of one kind only. */
  private @Nullable Exception answered(Request request, Response response) {
    try {
      getNext().invoke(request, response);
      return null;
    } catch (IOException | ServletException e) {
      return e;
    }
  }

  private static boolean isApi(@Nullable String path) {
    return path != null && (path.equals("/api") || path.startsWith("/api/"));
  }

  private @Nullable Problem problemOfPage(Request request) {
    Problem foreign = foreignHost(request);
    if (foreign != null || READING.contains(request.getMethod())) {
      return foreign;
    }
    if (request.getMethod().equals("POST")
        && FORMS.contains(String.valueOf(request.getDecodedRequestURI()))
        && isForm(request)
        && isOwnOrigin(request)
        && isOwnSite(request.getHeader("Sec-Fetch-Site"))) {
      return null;
    }
    return Problem.of(
        HttpStatus.METHOD_NOT_ALLOWED,
        "Pages only show what is recorded: they answer GET and HEAD. To change something, use the"
            + " command line or the API.");
  }

  private @Nullable Problem problemOfApi(Request request) {
    Problem foreign = foreignHost(request);
    if (foreign != null) {
      return foreign;
    }
    if (!isOwnOrigin(request) || !isOwnSite(request.getHeader("Sec-Fetch-Site"))) {
      return Problem.of(
          HttpStatus.FORBIDDEN,
          "A page of another web site sent this request: the API answers programs, and pages of"
              + " its own.");
    }
    if (!OF_THE_API.contains(request.getMethod())) {
      return Problem.of(
          HttpStatus.METHOD_NOT_ALLOWED, "The API answers GET, HEAD and POST: see docs/api.md.");
    }
    if (request.getMethod().equals("POST") && !hasKnownContent(request)) {
      return Problem.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "Say what the content is: application/json, application/x-ndjson or"
              + " multipart/form-data in the header Content-Type.");
    }
    return null;
  }

  private @Nullable Problem foreignHost(Request request) {
    return isOwn(request.getServerName())
        ? null
        : Problem.of(
            HttpStatus.MISDIRECTED_REQUEST,
            "This server answers only under its own names: open http://localhost:%d or http://127.0.0.1:%d, or start it with --royalty-ledger.hosts=NAME"
                .formatted(request.getLocalPort(), request.getLocalPort()));
  }

  private boolean isOwn(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return OWN_NAMES.contains(name) || hosts.contains(name);
  }

  /** Without an Origin no browser sends a request that could change something. */
  private boolean isOwnOrigin(Request request) {
    String origin = request.getHeader("Origin");
    return origin == null
        || OWN_NAMES.stream()
            .anyMatch(it -> origin.equals("http://%s:%d".formatted(it, request.getLocalPort())))
        || hosts.stream().anyMatch(it -> origin.equals("https://" + it));
  }

  private static boolean isOwnSite(@Nullable String site) {
    return site == null || OWN_SITES.contains(site);
  }

  /** Short, and nothing that would be put on the disk before anybody is known. */
  private static boolean isForm(Request request) {
    String type = request.getContentType();
    return request.getHeader("Transfer-Encoding") == null
        && request.getContentLengthLong() <= LONGEST_FORM
        && (type == null || type.equals("application/x-www-form-urlencoded"));
  }

  private static boolean hasKnownContent(Request request) {
    String type = request.getContentType();
    if (type == null) {
      return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }
    int end = type.indexOf(';');
    return CONTENT.contains(
        (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT));
  }

  private static void refuse(Response response, Problem problem, String type, String text)
      throws IOException {
    response.setStatus(problem.status().value());
    response.setContentType(type);
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.finishResponse();
  }
}
