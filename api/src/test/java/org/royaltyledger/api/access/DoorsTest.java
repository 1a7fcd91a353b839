package org.royaltyledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.ledger.access.Role;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address, for every role, and for nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DoorsTest {

  private ServedStore served;

  @BeforeAll
  void serve(@TempDir Path folder) {
    served = new ServedStore(folder);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  /** What a controller answers, as its method and pattern. */
  private static List<String> answered(ServedStore served) {
    var answered = new ArrayList<String>();
    served
        .get(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            it ->
                it.getPatternValues()
                    .forEach(
                        pattern ->
                            methods(it).forEach(method -> answered.add(method + " " + pattern))));
    return answered;
  }

  private static Stream<String> methods(RequestMappingInfo it) {
    return it.getMethodsCondition().getMethods().isEmpty()
        ? Stream.of("GET")
        : it.getMethodsCondition().getMethods().stream().map(Enum::name);
  }

  @Test
  void every_address_has_a_door_and_every_door_an_address() {
    var there = new TreeSet<>(answered(served));
    there.add("GET /console.css");
    var doors = new TreeSet<String>();
    Door.ALL.forEach(it -> doors.add(it.method() + " " + it.pattern()));
    // Of one address, two are for others than the rest of it.
    doors.remove("POST /api/v1/payouts/{run}/approve");
    doors.remove("GET /log/tile/entries/{*rest}");
    assertThat(doors).isEqualTo(there);
  }

  static Stream<Door> doors() {
    return Door.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void door_lets_its_roles_through_and_nobody_else(Door door) {
    String path = door.pattern().getPatternString().replaceAll("\\{[^}]+}", "x");
    for (Role role : Role.values()) {
      served.with(
          Issuer.OF_TESTS.token(
              "one", List.of(role), role == Role.PARTNER ? List.of("x") : List.of()));
      HttpResponse<String> answer = asked(door.method(), path);
      int status = answer.statusCode();
      if (door.isOpen() || door.roles().contains(role)) {
        assertThat(status).as("%s %s as %s", door.method(), path, role).isNotIn(401, 403, 302);
      } else {
        assertThat(status).as("%s %s as %s", door.method(), path, role).isEqualTo(403);
        if (path.startsWith("/api/")) {
          assertThat(answer.body()).contains("NOT_ALLOWED", "'one' may not");
        }
      }
    }
    served.with("");
    HttpResponse<String> unknown = asked(door.method(), path);
    if (!door.isOpen()) {
      if (path.matches("/(api|log|metrics)(/.*)?")) {
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(unknown.body()).contains("\"code\":\"NO_LOGIN\"");
      } else {
        assertThat(unknown.statusCode()).isEqualTo(302);
        assertThat(unknown.headers().firstValue("Location").orElseThrow()).endsWith("/login");
      }
    }
  }

  private HttpResponse<String> asked(String method, String path) {
    return method.equals("GET")
        ? served.get(path)
        : served.send(
            method,
            path,
            HttpRequest.BodyPublishers.ofString("{}"),
            "Content-Type",
            "application/json");
  }
}
