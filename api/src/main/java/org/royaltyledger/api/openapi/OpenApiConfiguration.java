package org.royaltyledger.api.openapi;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The beans of the document. A room that has something to add to it has a bean of {@link
 * OpenApiCustomizer}, which finds all as it is described; or of {@code OperationCustomizer}, of
 * which security and extensions of an operation stay.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  /** In the place of springdoc's own, which would answer at addresses of its own. */
  @Bean
  WrittenDocument writtenDocument(
      ObjectFactory<OpenAPIService> building,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties properties,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    return new WrittenDocument(
        building, requests, responses, operations, properties, providers, customizers);
  }

  @Bean
  OpenApiCustomizer described() {
    return new Described();
  }

  /**
   * No validation by annotations: springdoc brings Hibernate's validator along, and Spring would
   * have it ready at each start.
   */
  @Bean
  WebMvcConfigurer withoutValidation() {
    return new WebMvcConfigurer() {
      @Override
      public Validator getValidator() {
        return new Validator() {
          @Override
          public boolean supports(Class<?> type) {
            return false;
          }

          @Override
          public void validate(Object it, Errors errors) {
            throw new IllegalStateException("nothing is validated by annotations: " + it);
          }
        };
      }
    };
  }
}
