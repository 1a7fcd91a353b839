package org.royaltyledger.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Setting;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code settings [NAME [VALUE]]}. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the settings of the store, or changes one.",
      "four-eyes on: what one drafts or collects, another approves."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SettingsCommand implements Callable<Integer> {

  @ParentCommand private Program program;

  @Parameters(paramLabel = "NAME", arity = "0..1", index = "0", description = "four-eyes")
  private @Nullable String name;

  @Parameters(paramLabel = "VALUE", arity = "0..1", index = "1", description = "on or off")
  private @Nullable String value;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private Signing signing;

  @Override
  public Integer call() {
    Output output = program.output();
    Signature by = signing.by(program);
    if (name != null) {
      StoreSettings.requireName(name);
    }
    try (OpenWork ledger = program.existingWork()) {
      List<Setting> settings =
          name != null && value != null
              ? ledger.work().change(name, value, by)
              : ledger.work().settings();
      if (json) {
        output.print(WorkflowJson.settings(settings));
      } else {
        Table table = Table.of("setting", "value");
        settings.forEach(it -> table.row(it.setting(), it.value()));
        table.print(output);
      }
      return Program.DONE;
    }
  }
}
