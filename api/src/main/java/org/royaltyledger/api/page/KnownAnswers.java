package org.royaltyledger.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.royaltyledger.ledger.value.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives each JSON document that is asked for a tag, and answers 304 without it to who has it.
 *
 * <p>It saves the way and not the work: what may be seen is decided anew each time. The tag is
 * weak, as an answer may be packed on its way.
 */
@Component
final class KnownAnswers extends OncePerRequestFilter {

  private static final String DOCUMENTS = "/api/v1/";
  private static final int TAG_BYTES = 18;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !request.getMethod().equals("GET")
        || !path.startsWith(DOCUMENTS)
        || isFile(path); // which is sent as it is read
  }

  private static boolean isFile(String path) {
    return path.contains("/rejected/") || path.endsWith("/file");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var answer = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, answer);
    if (answer.getStatus() == HttpStatus.OK.value() && isDocument(answer)) {
      byte[] content = answer.getContentAsByteArray();
      if (new ServletWebRequest(request, response).checkNotModified(tag(content))) {
        return;
      }
    }
    answer.copyBodyToResponse();
  }

  private static boolean isDocument(HttpServletResponse answer) {
    String type = answer.getContentType();
    return type != null && type.startsWith(MediaType.APPLICATION_JSON_VALUE);
  }

  private static String tag(byte[] content) {
    byte[] tag = Arrays.copyOf(Sha256.of(content), TAG_BYTES);
    return "W/\"%s\"".formatted(new String(Base64.getUrlEncoder().encode(tag), UTF_8));
  }
}
