package org.royaltyledger.api.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets each caller ask so many times a second, and as many at once as it saved up within two. What
 * delivers usages is not counted: the disk sets its pace, and it is refused by size.
 */
@Configuration(proxyBeanMethods = false)
class RequestRate implements WebMvcConfigurer, HandlerInterceptor {

  private static final String USAGES = "/api/v1/usages";
  private static final int SAVED_SECONDS = 2;

  /** Names come from the log or from a trusted issuer; those of long ago are not kept for ever. */
  private static final int MOST_CALLERS = 10_000;

  private final int each;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param each requests a second
   */
  RequestRate(@Value("${royalty-ledger.limits.requests-per-second:200}") int each) {
    if (each < 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "--royalty-ledger.limits.requests-per-second=%d lets nobody ask: give 1 or more"
              .formatted(each));
    }
    this.each = each;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean delivers = request.getMethod().equals("POST") && request.getRequestURI().equals(USAGES);
    if (!delivers && !bucket(request).tryConsume(1)) {
      throw new Refused(
          Refused.Code.TOO_MANY_REQUESTS,
          "more than %d requests a second came with this login: ask again in a second, and slower"
              .formatted(each));
    }
    return true;
  }

  /** Who is not known shares what comes from his address. */
  private Bucket bucket(HttpServletRequest request) {
    if (buckets.size() > MOST_CALLERS) {
      buckets.clear();
    }
    String name = Caller.now().name();
    return buckets.computeIfAbsent(
        Objects.requireNonNullElse(name, "from " + request.getRemoteAddr()), _ -> full());
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity((long) each * SAVED_SECONDS)
                .refillGreedy(each, Duration.ofSeconds(1))
                .build())
        .build();
  }
}
