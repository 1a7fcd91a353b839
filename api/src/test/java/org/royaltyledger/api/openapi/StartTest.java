package org.royaltyledger.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.validation.Validator;

/** What makes the document costs the start of a command nothing, and that of a server little. */
class StartTest {

  @Test
  void a_command_does_without_it(@TempDir Path folder) {
    try (var stores = new KeptStores()) {
      var store = stores.open(folder, List.of(), false);
      assertThatThrownBy(() -> store.get(OpenAPIService.class))
          .isInstanceOf(NoSuchBeanDefinitionException.class);
      assertThatThrownBy(() -> store.get(WrittenDocument.class))
          .isInstanceOf(NoSuchBeanDefinitionException.class);
    }
  }

  @Test
  void a_server_makes_no_validator_ready(@TempDir Path folder) {
    try (var stores = new KeptStores()) {
      var store = stores.open(folder, List.of("--server.port=0"), true);
      assertThat(store.get(Validator.class).supports(Object.class)).isFalse();
    }
  }
}
