package org.royaltyledger.api.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.royaltyledger.api.problem.Failure;
import org.royaltyledger.api.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is shown when no page can be, and answered where the API has no answer: never more than a
 * sentence and a way out.
 */
@Controller
class ErrorPage implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

  @RequestMapping("${server.error.path:/error}")
  Object error(HttpServletRequest request) {
    HttpStatus status = status(request);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      LOG.error("a page could not be shown: {}", Failure.told(failure));
      LOG.debug("because of", failure);
    }
    if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
        .matches("/api(/.*)?")) {
      return Problems.of(status).answer();
    }
    var page = new ModelAndView("console/error", status);
    page.addObject("title", status.getReasonPhrase());
    return page.addObject(
        "reason",
        status == HttpStatus.NOT_FOUND
            ? "There is no page at this address."
            : status.is4xxClientError()
                ? "The address cannot be understood."
                : "The page could not be made. The terminal where the server runs says why;"
                    + " the command check looks for what is wrong in the store.");
  }

  private static HttpStatus status(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
      return Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR);
    }
    return HttpStatus.NOT_FOUND; // somebody asked for this address itself
  }
}
