package org.royaltyledger.api.access;

import org.royaltyledger.ledger.value.Codes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who came to which door, and who was sent away: lines for whoever watches the server. What
 * somebody typed is shown without characters that would begin another line.
 */
@Component
public class AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.royaltyledger.access");

  /** Somebody was sent away. */
  public void refused(String name, String what, String why) {
    LOG.warn("refused name='{}' at='{}' why='{}'", shown(name), shown(what), shown(why));
  }

  /** Somebody was let in. */
  public void done(String name, String what) {
    LOG.info("let in name='{}' at='{}'", shown(name), shown(what));
  }

  private static String shown(String text) {
    return Codes.shown(text).replace('\'', '?');
  }
}
