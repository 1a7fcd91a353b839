package org.royaltyledger.api.console;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells each page who looks at it. */
@ControllerAdvice(annotations = Controller.class)
class WhoLooks {

  @ModelAttribute("caller")
  @Nullable String caller() {
    return Caller.now().name();
  }
}
