package org.royaltyledger.api.example;

import java.util.List;

/** The cast: who is in the example month, and who is a member of whom. */
final class ExampleParties {

  /** One of the people: each kind has a list of its own. */
  record Person(String id, String name, String country, String currency) {}

  static final List<Person> ARTISTS =
      List.of(
          new Person("astrid-bjorkenas", "Astrid Björkenäs", "SE", "EUR"),
          new Person("vindoga", "Vindöga", "SE", "EUR"),
          new Person("ljus-och-halka", "Ljus och Hålka", "SE", "EUR"),
          new Person("solrun-eldey", "Sólrún Eldey", "IS", "EUR"),
          new Person("trasmossen", "Träsmossen", "FI", "EUR"),
          new Person("kathe-moosbach", "Käthe Moosbach", "DE", "EUR"),
          new Person("ozonfraulein", "Ozonfräulein", "AT", "EUR"),
          new Person("dafni-kymatidi", "Δάφνη Κυματίδη", "GR", "EUR"),
          new Person("achtelkater", "Achtelkater", "DE", "EUR"),
          new Person("june-halloway-park", "June Halloway Park", "US", "USD"),
          new Person("patient-otters", "Patient Otters", "US", "USD"),
          new Person("tsukino-shizuku", "月野しずく", "JP", "JPY"),
          new Person("noe-clairvent", "Noé Clairvent", "FR", "EUR"),
          new Person("imogen-tarnwick", "Imogen Tarnwick", "GB", "EUR"),
          new Person("mizube-kanata", "水辺カナタ", "JP", "JPY"),
          new Person("rosalind-quaymire", "Rosalind Quaymire", "US", "USD"),
          new Person("elio-marchetane", "Elio Marchetane", "IT", "EUR"),
          new Person("tomek-wilgoc", "Tomek Wilgoć", "PL", "EUR"));
  static final List<Person> PERFORMERS =
      List.of(
          new Person("sunniva-lok", "Sunniva Løk", "NO", "EUR"),
          new Person("abel-fennimore", "Abel Fennimore", "GB", "EUR"),
          new Person("greta-zwirn", "Greta Zwirn", "DE", "EUR"),
          new Person("hoshino-rei", "星野レイ", "JP", "JPY"));
  static final List<Person> PRODUCERS =
      List.of(
          new Person("ben-ostrava", "Ben Ostrava", "CZ", "EUR"),
          new Person("lumi-kekkala", "Lumi Kekkälä", "FI", "EUR"),
          new Person("dj-quillfish", "DJ Quillfish", "US", "USD"),
          new Person("marta-solheim", "Marta Sølheim", "NO", "EUR"),
          new Person("oskar-nein", "Oskar Nein", "DE", "EUR"));
  static final List<Person> WRITERS =
      List.of(
          new Person("ines-valtonen", "Inês Valtonen", "PT", "EUR"),
          new Person("paul-ackerdorn", "Paul Ackerdorn", "DE", "EUR"),
          new Person("eleni-thalassou", "Ελένη Θαλάσσου", "GR", "EUR"),
          new Person("wim-dauwtrap", "Wim Dauwtrap", "NL", "EUR"),
          new Person("harriet-plume", "Harriet Plume", "GB", "EUR"),
          new Person("yuki-amagiri", "天霧ゆき", "JP", "JPY"),
          new Person("jonas-kvist", "Jonas Kvist", "SE", "EUR"),
          new Person("cleo-marrowby", "Cleo Marrowby", "US", "USD"));

  private final Csv parties =
      new Csv("partyId", "name", "kind", "country", "currency", "isni", "ipi", "dpid");
  private int serial;

  private ExampleParties() {}

  static String parties() {
    ExampleParties cast = new ExampleParties();
    cast.companies();
    cast.people(ARTISTS, "ARTIST");
    cast.people(PERFORMERS, "PERFORMER");
    cast.people(PRODUCERS, "PRODUCER");
    cast.people(WRITERS, "WRITER");
    return cast.parties.toString();
  }

  private void companies() {
    company("tangleloom", "Tangleloom Remix", "SERVICE", "SE", "EUR");
    company("wisphum", "Wisphum Studio, Inc.", "SERVICE", "US", "USD");
    company("fjallraka", "Fjällräka Skivor", "LABEL", "SE", "EUR");
    company("kupferkanne", "Kupferkanne Tonträger", "LABEL", "DE", "EUR");
    company("odd-lantern", "The \"Odd Lantern\" Recording Co.", "LABEL", "US", "USD");
    company("longshore", "Longshore Post Distribution", "DISTRIBUTOR", "GB", "EUR");
    company("gatherwell", "Gatherwell Independents", "SOCIETY", "GB", "EUR");
    company("samklang", "Samklång Upphovsfolk", "SOCIETY", "SE", "EUR");
    company("quill-and-kite", "Quill & Kite Publishing", "PUBLISHER", "US", "USD");
    company("moosgarten", "Edition Moosgarten", "PUBLISHER", "DE", "EUR");
    company("kumo-no-ue", "雲の上音楽出版", "PUBLISHER", "JP", "JPY");
  }

  private void people(List<Person> people, String kind) {
    for (Person person : people) {
      serial++;
      parties.row(
          person.id,
          person.name,
          kind,
          person.country,
          person.currency,
          serial % 5 == 0 ? "" : ExampleCodes.isni(serial),
          kind.equals("WRITER") ? ExampleCodes.ipi(serial) : "",
          "");
    }
  }

  static String memberships() {
    Csv memberships =
        new Csv("partyId", "memberOf", "from", "to")
            .row("odd-lantern", "longshore", "2024-01-01", "")
            .row("longshore", "gatherwell", "2025-06-01", "")
            .row("noe-clairvent", "longshore", "2025-02-01", "")
            .row("imogen-tarnwick", "longshore", "2024-09-01", "2026-10-21")
            .row("mizube-kanata", "longshore", "2026-10-12", "")
            .row("rosalind-quaymire", "longshore", "2026-03-01", "")
            .row("tomek-wilgoc", "longshore", "2026-05-01", "")
            .row("sunniva-lok", "longshore", "2025-01-01", "")
            .row("abel-fennimore", "longshore", "2025-01-01", "")
            .row("ben-ostrava", "longshore", "2025-01-01", "")
            .row("lumi-kekkala", "longshore", "2025-01-01", "")
            .row("dj-quillfish", "gatherwell", "2025-08-01", "")
            .row("dj-quillfish", "longshore", "2026-10-12", "")
            .row("oskar-nein", "longshore", "2025-01-01", "")
            .row("moosgarten", "samklang", "2020-01-01", "")
            .row("ines-valtonen", "samklang", "2021-01-01", "")
            .row("paul-ackerdorn", "samklang", "2021-01-01", "")
            .row("eleni-thalassou", "samklang", "2022-01-01", "");
    return memberships.toString();
  }

  private void company(String id, String name, String kind, String country, String currency) {
    serial++;
    parties.row(
        id,
        name,
        kind,
        country,
        currency,
        ExampleCodes.isni(serial),
        "",
        ExampleCodes.dpid(serial));
  }
}
