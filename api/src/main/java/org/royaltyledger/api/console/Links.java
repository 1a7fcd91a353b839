package org.royaltyledger.api.console;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Addresses of the pages, with every character of an id that is not a letter or digit encoded. */
final class Links {

  private Links() {}

  static String month(String period) {
    return "/?period=" + period;
  }

  /**
   * @param page from 1
   */
  static String month(String period, int page) {
    return month(period) + "&page=" + page;
  }

  /** The parties "." and ".." are asked for by a parameter: a browser would take them away. */
  static String statement(String period, String party) {
    String encoded = UriUtils.encode(party, StandardCharsets.UTF_8);
    return "/statements/" + period + (party.matches("\\.{1,2}") ? "?party=" : "/") + encoded;
  }

  /**
   * @param page from 1
   */
  static String statement(String period, String party, int page) {
    String address = statement(period, party);
    return address + (address.contains("?") ? "&" : "?") + "page=" + page;
  }

  /**
   * @param line from 1
   */
  static String explanation(String period, String party, int line) {
    return explain(period, "", party, line);
  }

  /**
   * @param before of an adjustment, the usages that were counted before
   * @param page from 1
   */
  static String usages(String period, String party, int line, boolean before, int page) {
    return explain(period, "/usages", party, line)
        + (before ? "&before=true" : "")
        + (page == 1 ? "" : "&page=" + page);
  }

  private static String explain(String period, String what, String party, int line) {
    return "/explain/%s%s?party=%s&line=%d"
        .formatted(period, what, UriUtils.encode(party, StandardCharsets.UTF_8), line);
  }
}
