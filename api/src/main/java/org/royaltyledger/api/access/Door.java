package org.royaltyledger.api.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Role;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may come to an address. What has no door here is there for nobody.
 *
 * @param pattern of the address, as the controller has it
 * @param roles who may; empty is everybody, known or not
 */
public record Door(String method, PathPattern pattern, Set<Role> roles) {

  private static final Set<Role> EVERYBODY = Set.of();

  /** Who sees all money. */
  private static final Set<Role> ALL_MONEY =
      EnumSet.of(Role.ADMIN, Role.FINANCE, Role.APPROVER, Role.AUDITOR);

  /** And who sees some. */
  private static final Set<Role> MONEY =
      EnumSet.of(Role.ADMIN, Role.FINANCE, Role.APPROVER, Role.AUDITOR, Role.PARTNER);

  private static final Set<Role> KNOWN = EnumSet.allOf(Role.class);
  private static final Set<Role> ADMIN = EnumSet.of(Role.ADMIN);
  private static final Set<Role> FINANCE = EnumSet.of(Role.FINANCE);
  private static final Set<Role> APPROVER = EnumSet.of(Role.APPROVER);
  private static final Set<Role> DELIVER = EnumSet.of(Role.FINANCE, Role.INGEST);
  private static final Set<Role> PROVE = EnumSet.of(Role.ADMIN, Role.FINANCE, Role.AUDITOR);
  private static final Set<Role> AUDIT = EnumSet.of(Role.ADMIN, Role.AUDITOR);

  /** All of them; the first that fits is meant. */
  static final List<Door> ALL =
      List.of(
          get("/api/v1/status", EVERYBODY),
          get("/api/v1/openapi.json", EVERYBODY),
          get("/api/v1/openapi.yaml", EVERYBODY),
          post("/api/v1/access/login", EVERYBODY),
          post("/api/v1/access/logout", KNOWN),
          get("/api/v1/access/me", KNOWN),
          get("/api/v1/access", AUDIT),
          post("/api/v1/access/users", ADMIN),
          post("/api/v1/access/users/{name}/password", ADMIN),
          post("/api/v1/access/tokens", ADMIN),
          post("/api/v1/access/{name}/withdrawal", ADMIN),
          post("/api/v1/usages", DELIVER),
          get("/api/v1/usages", MONEY),
          get("/api/v1/usages/{usageId}", MONEY),
          post("/api/v1/imports", DELIVER),
          get("/api/v1/imports/{id}", EnumSet.of(Role.FINANCE, Role.AUDITOR, Role.INGEST)),
          get("/api/v1/imports/{id}/rejected/{file}", DELIVER),
          post("/api/v1/periods/{period}/close", FINANCE),
          post("/api/v1/periods/{period}/drafts", FINANCE),
          get("/api/v1/periods/{period}/drafts", ALL_MONEY),
          post("/api/v1/periods/{period}/approval", APPROVER),
          get("/api/v1/periods/{period}", ALL_MONEY),
          get("/api/v1/periods/{period}/summary", ALL_MONEY),
          get("/api/v1/periods/{period}/conservation", ALL_MONEY),
          get("/api/v1/periods/{period}/exclusions", ALL_MONEY),
          get("/api/v1/periods/{period}/waiting", MONEY),
          get("/api/v1/periods/{period}/journal", MONEY),
          get("/api/v1/accounts", MONEY),
          get("/api/v1/parties/{party}/details", ALL_MONEY),
          post("/api/v1/parties/{party}/details/opened", FINANCE),
          get("/api/v1/statements", MONEY),
          get("/api/v1/statements/{period}", MONEY),
          get("/api/v1/statements/{period}/{party}", MONEY),
          get("/api/v1/explanations/{period}", MONEY),
          get("/api/v1/explanations/{period}/{line}", MONEY),
          get("/api/v1/explanations/{period}/{line}/usages", MONEY),
          get("/api/v1/payouts", MONEY),
          post("/api/v1/payouts", FINANCE),
          get("/api/v1/payouts/{run}", MONEY),
          post("/api/v1/payouts/{run}/approve", APPROVER),
          post("/api/v1/payouts/{run}/{deed}", FINANCE),
          get("/api/v1/settings", ALL_MONEY),
          post("/api/v1/settings", ADMIN),
          get("/api/v1/exclusions", ALL_MONEY),
          get("/api/v1/checks", ALL_MONEY),
          post("/api/v1/checks", ALL_MONEY),
          post("/api/v1/evidence", ALL_MONEY),
          post("/api/v1/backups", ADMIN),
          get("/api/v1/jobs", MONEY),
          get("/api/v1/jobs/{id}", MONEY),
          get("/api/v1/jobs/{id}/file", MONEY),
          post("/api/v1/replays", AUDIT),
          get("/api/v1/replays/{id}", AUDIT),
          get("/api/v1/log", MONEY),
          post("/api/v1/log/checkpoints", PROVE),
          post("/api/v1/log/keys", ADMIN),
          get("/api/v1/log/entries", ALL_MONEY),
          get("/api/v1/log/events/{place}", ALL_MONEY),
          get("/api/v1/log/usages/{usage}", ALL_MONEY),
          get("/api/v1/log/statements/{period}/{party}", MONEY),
          get("/api/v1/log/consistency", MONEY),
          get("/api/v1/webhooks", MONEY),
          post("/api/v1/webhooks", MONEY),
          post("/api/v1/webhooks/{webhook}/removal", MONEY),
          post("/api/v1/webhooks/{webhook}/test", MONEY),
          get("/log/checkpoint", MONEY),
          get("/log/tile/entries/{*rest}", ALL_MONEY),
          get("/log/tile/{*rest}", MONEY),
          get("/", MONEY),
          get("/statements/{period}", MONEY),
          get("/statements/{period}/{party}", MONEY),
          get("/explain/{period}", MONEY),
          get("/explain/{period}/usages", MONEY),
          get("/health/live", EVERYBODY),
          get("/health/ready", EVERYBODY),
          get("/metrics", AUDIT),
          get("/login", EVERYBODY),
          get("/console.css", EVERYBODY),
          get("/error", EVERYBODY));

  private static Door get(String pattern, Set<Role> roles) {
    return door("GET", pattern, roles);
  }

  private static Door post(String pattern, Set<Role> roles) {
    return door("POST", pattern, roles);
  }

  private static Door door(String method, String pattern, Set<Role> roles) {
    return new Door(method, PathPatternParser.defaultInstance.parse(pattern), Set.copyOf(roles));
  }

  /** The door of a request, null if there is none. */
  static @Nullable Door of(String method, String path) {
    String reading = method.equals("HEAD") ? "GET" : method;
    return ALL.stream()
        .filter(it -> it.method.equals(reading) && it.leadsTo(path))
        .findFirst()
        .orElse(null);
  }

  /** Whether there is something at an address for some method. */
  static boolean isThere(String path) {
    return ALL.stream().anyMatch(it -> it.leadsTo(path));
  }

  private boolean leadsTo(String path) {
    return pattern.matches(PathContainer.parsePath(path));
  }

  /**
   * Which roles may come to an address, or to one that is a case of it, as the documents have them;
   * none if everybody may.
   *
   * @param address with names in braces
   * @throws IllegalStateException if it has no door
   */
  public static List<String> roles(String method, String address) {
    PathPattern asked = PathPatternParser.defaultInstance.parse(address);
    List<Door> doors =
        ALL.stream()
            .filter(it -> it.method.equals(method))
            .filter(it -> asked.matches(PathContainer.parsePath(it.pattern.getPatternString())))
            .toList();
    if (doors.isEmpty()) {
      throw new IllegalStateException("no door to " + method + " " + address);
    }
    return Arrays.stream(Role.values())
        .filter(role -> doors.stream().anyMatch(it -> it.roles.contains(role)))
        .map(Role::written)
        .toList();
  }

  /** Whether everybody may, known or not. */
  boolean isOpen() {
    return roles.isEmpty();
  }

  List<String> written() {
    return Arrays.stream(Role.values()).filter(roles::contains).map(Role::written).toList();
  }
}
