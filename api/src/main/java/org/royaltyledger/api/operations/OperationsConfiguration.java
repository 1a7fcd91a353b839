package org.royaltyledger.api.operations;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** The beans of this room that others' libraries bring. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /** Counts requests by the template of their address, and sees also those that are refused. */
  @Bean
  FilterRegistrationBean<ServerHttpObservationFilter> requestMeters(
      PrometheusMeterRegistry registry) {
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new DefaultMeterObservationHandler(registry, IgnoredMeters.LONG_TASK_TIMER));
    var filter = new FilterRegistrationBean<>(new ServerHttpObservationFilter(observations));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }
}
