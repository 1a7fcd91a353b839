package org.royaltyledger.api.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.value.Refused;

/** Where a server is, e.g. {@code http://127.0.0.1:8080}: safe to print, as it holds no secret. */
public final class ServerUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String base;

  private ServerUrl(String base) {
    this.base = base;
  }

  /**
   * @throws Refused BAD_INPUT if it is more or less than scheme, host and port; what may be a
   *     password is not shown
   */
  public static ServerUrl parse(String text) {
    if (text.contains("@")) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the URL of --server names a user or password: leave them out, and give a token in"
              + " ROYALTY_LEDGER_TOKEN or --token-file, e.g. --server http://127.0.0.1:8080");
    }
    try {
      var uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String path = uri.getRawPath();
      if (SCHEMES.contains(scheme)
          && uri.getHost() != null
          && (path == null || path.isEmpty() || path.equals("/"))
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return new ServerUrl(
            scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new Refused(
        Refused.Code.BAD_INPUT,
        "'%s' is not the URL of a server: give scheme, host and port alone, e.g. --server http://127.0.0.1:8080"
            .formatted(Quoted.shown(text)));
  }

  /**
   * @throws Refused BAD_INPUT if others could read what is sent there
   */
  void requirePrivate() {
    String host = String.valueOf(URI.create(base).getHost()).toLowerCase(Locale.ROOT);
    if (base.startsWith("http:") && !OWN.contains(host)) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a token would go to '%s' where others can read it: give its https address, or work on the computer where it runs"
              .formatted(base));
    }
  }

  /**
   * @param path from {@code /api/v1} on, encoded
   */
  URI at(String path) {
    return URI.create(base + "/api/v1" + path);
  }

  @Override
  public String toString() {
    return base;
  }
}
