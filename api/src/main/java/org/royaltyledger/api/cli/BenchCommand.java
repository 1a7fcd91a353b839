package org.royaltyledger.api.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.bench.Bench;
import org.royaltyledger.api.bench.Figures;
import org.royaltyledger.api.bench.LargeMonth;
import org.royaltyledger.api.bench.Scenario;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.value.Refused;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures import, close and replay of generated usages.",
      "The store is temporary and has every guarantee on.",
      "Machines are noisy: compare within one run."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = "all",
      description = {
        "all: import, close and replay (the default)",
        "ingest: from the first byte read to durable, deduplicated and followed",
        "close: the fold and the calculation of the month",
        "replay: all read models again from the log",
        "single: one usage in each request, over HTTP and 32 connections",
        "query: lists and statements of 5,000 parties and 24 months, asked for over HTTP while N"
            + " usages are imported",
        "ids: the index of usage ids alone"
      })
  private Scenario scenario;

  @Option(
      names = "--usages",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many usages (default: ${DEFAULT-VALUE})")
  private long usages;

  @ArgGroup(
      exclusive = false,
      heading =
          "%nA month of a large catalogue, for close; any of these makes one, with the others as"
              + " given here:%n")
  private @Nullable Large large;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  /** The numbers that a large month has. */
  static final class Large {
    @Option(
        names = "--keys",
        paramLabel = "N",
        defaultValue = "1000000",
        description = "distinct (asset, territory, use type, day) (default: ${DEFAULT-VALUE})")
    private int keys;

    @Option(
        names = "--parties",
        paramLabel = "N",
        defaultValue = "10000",
        description = "parties (default: ${DEFAULT-VALUE})")
    private int parties;

    @Option(
        names = "--splits",
        paramLabel = "N",
        defaultValue = "300000",
        description = "rows of splits, three for each asset (default: ${DEFAULT-VALUE})")
    private int splits;

    @Option(
        names = "--pairs",
        paramLabel = "N",
        description =
            "distinct (listener, asset) (default: 10000000, or as many as there are usages for)")
    private @Nullable Integer pairs;

    @Option(
        names = "--allocation",
        paramLabel = "MODEL",
        defaultValue = "PRO_RATA",
        description =
            "how the pool is divided: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Licence.Allocation allocation;

    private LargeMonth.Size size(long usages) {
      return new LargeMonth.Size(
          usages,
          keys,
          parties,
          splits,
          pairs == null ? LargeMonth.Size.pairs(usages, splits) : pairs,
          allocation);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (usages < 1) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "usages '%d' is below 1: give 1 or more".formatted(usages));
    }
    program.requireEmbedded("the bench measures a store of its own, which it deletes");
    Output output = program.output();
    var bench = new Bench(program.stores(), output.err()::println);
    Figures figures = large == null ? bench.run(scenario, usages) : bench.close(size(large));
    if (json) {
      ObjectNode document = Json.object();
      figures.all().forEach(figure -> document.put(figure.name(), figure.value()));
      ObjectNode conditions = document.putObject("conditions");
      figures.conditions().forEach(conditions::put);
      output.print(document);
    } else {
      Table table = Table.of("figure", "value").numbers(1);
      figures.all().forEach(figure -> table.row(figure.label(), figure.value()));
      figures.conditions().forEach(table::row);
      table.print(output);
    }
    return Program.DONE;
  }

  private LargeMonth.Size size(Large of) {
    if (scenario != Scenario.CLOSE) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "keys, parties, splits, pairs and allocation are of a month that is closed: give bench"
              + " close");
    }
    return of.size(usages);
  }
}
