package org.royaltyledger.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/** What other rooms say of operations stays beside what is described. */
class DescribedTest {

  private static final String ACCOUNTS = "/api/v1/accounts";

  private static OpenAPI found() {
    var operation = new Operation().operationId("balances");
    operation.addExtension("x-roles", List.of("auditor"));
    operation.addSecurityItem(new SecurityRequirement().addList("bearerAuth"));
    return new OpenAPI()
        .components(new Components().addSecuritySchemes("bearerAuth", new SecurityScheme()))
        .paths(
            new Paths()
                .addPathItem(ACCOUNTS, new PathItem().get(operation))
                .addPathItem(
                    "/api/v1/new", new PathItem().post(new Operation().operationId("make"))));
  }

  private static PathItem path(OpenAPI document, String path) {
    return Objects.requireNonNull(document.getPaths().get(path));
  }

  @Test
  void roles_and_security_of_an_operation_stay_with_it() {
    OpenAPI document = found();
    new Described().customise(document);
    Operation accounts = path(document, ACCOUNTS).getGet();
    assertThat(accounts.getOperationId()).isEqualTo("accounts");
    assertThat(accounts.getSummary()).startsWith("what each account comes to");
    assertThat(accounts.getExtensions())
        .containsEntry("x-roles", List.of("auditor"))
        .containsEntry("x-example-path", "/api/v1/accounts?party=mia");
    assertThat(accounts.getSecurity()).hasSize(1);
    assertThat(document.getComponents().getSecuritySchemes()).containsKey("bearerAuth");
  }

  @Test
  void an_address_that_nobody_described_is_in_the_document_all_the_same() {
    OpenAPI document = found();
    new Described().customise(document);
    Operation made = path(document, "/api/v1/new").getPost();
    assertThat(made.getOperationId()).isEqualTo("make");
    assertThat(made.getSummary()).isNull();
  }

  @Test
  void what_other_rooms_add_to_the_document_comes_after_it() {
    OpenApiCustomizer other = _ -> {};
    var described = new Described();
    List<OpenApiCustomizer> all = new ArrayList<>(List.of(other, described));
    AnnotationAwareOrderComparator.sort(all);
    assertThat(all).containsExactly(described, other);
  }
}
