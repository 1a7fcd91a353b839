package org.royaltyledger.api.example;

import java.util.List;

/** Who said yes and who said no: controllers open the door, a few people close it again. */
final class ExampleConsents {

  private static final List<String> YES_TO_BOTH =
      List.of(
          "fjallraka",
          "kupferkanne",
          "odd-lantern",
          "quill-and-kite",
          "moosgarten",
          "ines-valtonen",
          "paul-ackerdorn",
          "eleni-thalassou",
          "wim-dauwtrap",
          "noe-clairvent",
          "imogen-tarnwick",
          "mizube-kanata",
          "elio-marchetane",
          "tomek-wilgoc",
          "sunniva-lok",
          "abel-fennimore",
          "ben-ostrava",
          "lumi-kekkala",
          "dj-quillfish",
          "marta-solheim");

  private ExampleConsents() {}

  static String consents(ExampleCatalogue catalogue) {
    Csv consents = new Csv("partyId", "assetId", "scope", "from", "to", "decision");
    for (String party : YES_TO_BOTH) {
      consents.row(party, "*", "REMIX", "2025-01-01", "", "OPT_IN");
      consents.row(party, "*", "GENERATE", "2025-06-01", "", "OPT_IN");
    }
    consents.row("rosalind-quaymire", "*", "REMIX", "2026-03-01", "", "OPT_IN");
    // a label's no, one asset at a time
    for (int recording : new int[] {36, 41, 47}) {
      String asset = catalogue.recordings().get(recording).id();
      consents.row("kupferkanne", asset, "REMIX", "2026-01-01", "", "OPT_OUT");
    }
    for (int recording : new int[] {36, 41, 47, 52, 58, 61}) {
      String asset = catalogue.recordings().get(recording).id();
      consents.row("kupferkanne", asset, "GENERATE", "2026-01-01", "", "OPT_OUT");
    }
    // an artist's no, heard through the split
    String one = catalogue.recordings().get(67).id();
    consents.row("kathe-moosbach", "*", "GENERATE", "2026-02-01", "", "OPT_OUT");
    consents.row("patient-otters", one, "REMIX", "2026-10-20", "", "OPT_OUT");
    consents.row("greta-zwirn", "*", "REMIX", "2026-04-01", "", "OPT_OUT");
    consents.row(
        "jonas-kvist", catalogue.works().get(6).id(), "GENERATE", "2026-01-01", "", "OPT_OUT");
    consents.row("oskar-nein", "*", "REMIX", "2026-01-01", "", "OPT_OUT");
    // a no that ended, and scopes nobody asks for this month
    consents.row("vindoga", "*", "REMIX", "2025-01-01", "2026-09-01", "OPT_OUT");
    consents.row("astrid-bjorkenas", "*", "TRAIN", "2025-01-01", "", "OPT_OUT");
    consents.row("tsukino-shizuku", "*", "VOICE", "2026-01-01", "", "OPT_OUT");
    return consents.toString();
  }
}
