package org.royaltyledger.api.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.api.problem.Problems;
import org.royaltyledger.api.secret.Secrets;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Tokens before the API, a form and sessions before the pages, and the doors behind both. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain programs(
      HttpSecurity http, Logins logins, Jwts jwts, Memberships members, AccessLog log)
      throws Exception {
    AuthenticationManager tokens = tokens(logins, jwts, members);
    return common(
            http.securityMatcher("/api/**", "/log/**", "/metrics", "/health/**"), logins, members)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // no browser sends a token by itself
        .oauth2ResourceServer(
            it ->
                it.authenticationManagerResolver(request -> tokens)
                    .authenticationEntryPoint(
                        (request, answer, why) -> unknown(request, answer, log))
                    .accessDeniedHandler((request, answer, why) -> denied(request, answer, log)))
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint((request, answer, why) -> unknown(request, answer, log))
                    .accessDeniedHandler((request, answer, why) -> denied(request, answer, log)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain people(
      HttpSecurity http, Logins logins, Jwts jwts, Memberships members, AccessLog log)
      throws Exception {
    AuthenticationManager tokens = tokens(logins, jwts, members);
    return common(http, logins, members)
        .oauth2ResourceServer(it -> it.authenticationManagerResolver(request -> tokens))
        .authenticationManager(new ProviderManager(new PasswordProvider(logins)))
        .formLogin(
            it ->
                it.loginPage("/login")
                    .usernameParameter("name")
                    .authenticationDetailsSource(
                        request ->
                            new NewPassword(
                                Objects.requireNonNullElse(
                                    request.getParameter("newPassword"), "")))
                    .failureHandler(PasswordProvider::again)
                    .permitAll())
        // In a cookie: who only looks at the form leaves nothing behind here.
        .csrf(it -> it.csrfTokenRepository(formTokens()))
        .logout(it -> it.logoutSuccessUrl("/login?out"))
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login"))
                    .accessDeniedHandler(
                        (request, answer, why) -> {
                          refused(request, log);
                          answer.sendError(
                              why instanceof CsrfException || Door.isThere(request.getRequestURI())
                                  ? HttpStatus.FORBIDDEN.value()
                                  : HttpStatus.NOT_FOUND.value());
                        }))
        .build();
  }

  /** Ids of partners have any printable character; doors are matched as addresses are. */
  @Bean
  HttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedDoubleSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowBackSlash(true);
    firewall.setAllowSemicolon(true);
    return firewall;
  }

  private static CookieCsrfTokenRepository formTokens() {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(it -> it.sameSite("Lax"));
    return tokens;
  }

  private static HttpSecurity common(HttpSecurity http, Logins logins, Memberships members)
      throws Exception {
    return http.headers(AbstractHttpConfigurer::disable) // the guard's hold for all that is served
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(new CallerFilter(logins, members), AuthorizationFilter.class)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access(doors()));
  }

  private static AuthorizationManager<RequestAuthorizationContext> doors() {
    return (who, context) -> {
      HttpServletRequest request = context.getRequest();
      Door door = Door.of(request.getMethod(), request.getRequestURI());
      return new AuthorizationDecision(
          door != null
              && (door.isOpen() || door.roles().stream().anyMatch(it -> Caller.now().is(it))));
    };
  }

  private static AuthenticationManager tokens(Logins logins, Jwts jwts, Memberships members) {
    return given -> {
      String token = ((BearerTokenAuthenticationToken) given).getToken();
      Caller caller =
          token.startsWith(Secrets.TOKEN) ? logins.of(token, members) : jwts.of(token, members);
      if (caller == null) {
        throw new BadCredentialsException("no such token");
      }
      return new CallerToken(caller);
    };
  }

  private static void unknown(HttpServletRequest request, HttpServletResponse answer, AccessLog log)
      throws IOException {
    refused(request, log);
    answer.setHeader("WWW-Authenticate", "Bearer");
    write(
        answer,
        Problem.of(
            Refused.Code.NO_LOGIN,
            request.getHeader("Authorization") == null
                ? "this needs a token: send it as 'Authorization: Bearer TOKEN'; an admin gives one"
                    + " out, and 'access login' one of your own"
                : "the token is not known, not any more, or has ended: an admin gives out another,"
                    + " and 'access login' one of your own"));
  }

  /** What has no door is not there; what has one for another method does not take this. */
  private static void denied(HttpServletRequest request, HttpServletResponse answer, AccessLog log)
      throws IOException {
    String path = request.getRequestURI();
    if (Door.of(request.getMethod(), path) == null) {
      write(
          answer,
          Problems.of(Door.isThere(path) ? HttpStatus.METHOD_NOT_ALLOWED : HttpStatus.NOT_FOUND));
      return;
    }
    refused(request, log);
    Door door = Door.of(request.getMethod(), path);
    write(
        answer,
        Problem.of(
            Refused.Code.NOT_ALLOWED,
            "'%s' may not do this, it is for %s: ask an admin for the role"
                .formatted(
                    CallerFilter.of(request).name(),
                    String.join(", ", door == null ? List.of() : door.written()))));
  }

  private static void refused(HttpServletRequest request, AccessLog log) {
    Door door = Door.of(request.getMethod(), request.getRequestURI());
    String name = CallerFilter.of(request).name();
    log.refused(
        name == null ? "nobody" : name,
        request.getMethod() + " " + (door == null ? "no such address" : door.pattern()),
        name == null ? "not known" : "not allowed");
  }

  private static void write(HttpServletResponse answer, Problem problem) throws IOException {
    answer.setStatus(problem.status().value());
    answer.setContentType("application/problem+json");
    answer
        .getOutputStream()
        .write((Json.written(problem.document()) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
