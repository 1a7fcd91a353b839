package org.royaltyledger.api.access;

import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form that people log in with. */
@Controller
class LoginPage {

  private static final Map<String, String> WORDS =
      Map.of(
          "wrong",
          "Name or password is wrong, or it was tried too often: look at both, or wait some minutes"
              + " and try again. An admin gives out another password.",
          "renew",
          "This password was given out for one time: log in with it once more, and give a new one"
              + " of your own.",
          "weak",
          "The new password has to differ from the one before, and has 12 characters at least and"
              + " 72 bytes at most: take some words that do not belong together.",
          "busy",
          "Too many log in at once: try again in a moment.",
          "out",
          "You are logged out.");

  @GetMapping("/login")
  ModelAndView form(@RequestParam Map<String, String> asked) {
    var page = new ModelAndView("console/login");
    page.addObject(
        "message",
        asked.keySet().stream().map(WORDS::get).filter(Objects::nonNull).findFirst().orElse(""));
    return page.addObject("renew", asked.containsKey("renew") || asked.containsKey("weak"));
  }
}
