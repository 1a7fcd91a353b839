package org.royaltyledger.api.imports;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parts of a request go to the store's own disk as they come, and never wait in memory. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

  @Bean
  MultipartConfigElement multipartConfigElement(MultipartProperties limits, UploadFolder folder) {
    limits.setLocation(folder.arriving().toString());
    return limits.createMultipartConfig();
  }
}
