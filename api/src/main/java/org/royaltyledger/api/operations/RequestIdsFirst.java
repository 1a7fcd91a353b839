package org.royaltyledger.api.operations;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Before what guards the server, so that what is refused has an id, too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdsFirst implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new RequestIds());
  }
}
