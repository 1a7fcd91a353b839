package org.royaltyledger.api.console;

import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.api.work.Work;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.explain.UsagePage;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of one line: every step to it, and the usages that it is made of. */
@Controller
class ExplainConsole {

  private final LocalWork work;

  ExplainConsole(LocalWork work) {
    this.work = work;
  }

  @GetMapping("/explain/{period}")
  ModelAndView explain(
      @PathVariable String period, @RequestParam String party, @RequestParam String line) {
    return new ModelAndView(
        "console/explain",
        "page",
        ExplainPage.of(
            work.explain(
                Words.period(period), Words.party(party), Words.number("line", line), _ -> {})));
  }

  @GetMapping("/explain/{period}/usages")
  ModelAndView usages(
      @PathVariable String period,
      @RequestParam String party,
      @RequestParam String line,
      @RequestParam(defaultValue = "false") String before,
      @RequestParam(defaultValue = "1") String page) {
    int number = Words.number("line", line);
    boolean then = Words.flag("before", before);
    UsagePage found =
        work.usages(
            Words.period(period),
            Words.party(party),
            new Work.UsagesOf(number, then, Words.number("page", page), Page.ROWS),
            _ -> {});
    var view = new ModelAndView("console/usages", "found", found);
    view.addObject("back", Links.explanation(period, party, number));
    return view.addObject(
        "page",
        Page.of(
            found.page(),
            Math.toIntExact(found.usages()),
            it -> Links.usages(period, party, number, then, it)));
  }

  /** What is not there, or cannot be explained, with the way out. */
  @ExceptionHandler(Refused.class)
  ModelAndView refused(Refused refused) {
    boolean isThere = refused.code() == Refused.Code.EXPLAINED_OTHERWISE;
    var page =
        new ModelAndView(
            "console/error", isThere ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.NOT_FOUND);
    page.addObject("title", isThere ? "Not explained" : "Not found");
    return page.addObject("reason", refused.getMessage());
  }
}
