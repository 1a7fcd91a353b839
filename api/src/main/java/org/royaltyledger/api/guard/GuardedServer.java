package org.royaltyledger.api.guard;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Puts the guard before everything, lets an id hold a slash, and refuses before it is sent all. */
@Component
class GuardedServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final Set<String> hosts;

  /**
   * @param hosts names beside this computer's own, with commas between them
   */
  GuardedServer(@Value("${royalty-ledger.hosts:}") Set<String> hosts) {
    this.hosts = hosts.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Guard(hosts));
    if (!hosts.isEmpty()) {
      factory.getSettings().getSession().getCookie().setSecure(true); // others come by https only
    }
    factory.setCompression(packed());
    factory.addConnectorCustomizers(GuardedServer::letSlashesPass);
    factory.addConnectorCustomizers(GuardedServer::askForContentWhenItIsRead);
  }

  /**
   * Packs documents for who takes them so. No pages: they have what a form is protected by beside
   * what others may have sent, and one that is packed tells by its length what both have in common.
   */
  private static Compression packed() {
    var packed = new Compression();
    packed.setEnabled(true);
    packed.setMimeTypes(
        new String[] {
          "application/json", "application/problem+json", "application/x-ndjson", "application/yaml"
        });
    return packed;
  }

  private static void letSlashesPass(Connector connector) {
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  /** Who asks first whether to send files (Expect: 100-continue) is not to send them in vain. */
  private static void askForContentWhenItIsRead(Connector connector) {
    connector.setProperty("continueResponseTiming", "onRead");
  }
}
