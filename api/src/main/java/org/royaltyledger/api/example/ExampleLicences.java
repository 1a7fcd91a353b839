package org.royaltyledger.api.example;

/** The contracts: every kind of term, all four allocation models, both bases. */
final class ExampleLicences {

  private static final String ALL_USE_TYPES =
      """
      ["OnDemandStream", "NonInteractiveStream", "PermanentDownload", "UserMakeAvailableLabelProvided"]\
      """;

  private static final String LICENCES =
      """
      [
        {
          "licenceId": "fjallraka-remix-2025", "licensor": "fjallraka", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": ["remix-2", "remix-3"],
          "from": "2025-01-01", "to": "2026-10-16", "base": "SHARE",
          "parts": [{"terms": {"percentOf": ["netRevenue", "52"]}, "allocation": "PRO_RATA"}]
        },
        {
          "licenceId": "fjallraka-remix-2026", "licensor": "fjallraka", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": ["remix-2", "remix-3"],
          "from": "2026-10-16", "base": "SHARE", "withoutListener": "REFUSE",
          "parts": [
            {"terms": {"greaterOf": [{"percentOf": ["netRevenue", "50"]}, {"perUse": ["0.05", "EUR"]}]}, "allocation": "USER_CENTRIC"},
            {"terms": {"flat": ["FLAT_12", "EUR"]}, "allocation": "EQUAL"}
          ]
        },
        {
          "licenceId": "fjallraka-voices", "licensor": "fjallraka", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["SE", "DE", "FR", "GB"],
          "assets": ["voice-astrid-bjorkenas", "voice-vindoga", "voice-solrun-eldey", "voice-achtelkater"],
          "modelVersions": "*", "from": "2026-01-01", "to": "2027-01-01", "base": "SHARE",
          "parts": [{"terms": {"perUse": ["0.08", "EUR"]}, "allocation": "PRO_RATA"}]
        },
        {
          "licenceId": "kupferkanne-remix", "licensor": "kupferkanne", "offering": "ai-remix",
          "useTypes": ["OnDemandStream", "NonInteractiveStream", "UserMakeAvailableLabelProvided"],
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2026-01-01", "base": "SHARE", "withoutListener": "REFUSE",
          "parts": [{
            "terms": {"steps": [
              {"from": "2026-01-01", "term": {"percentOf": ["netRevenue", "45"]}},
              {"from": "2026-07-01", "term": {"lesserOf": [
                {"percentOf": ["netRevenue", "55"]},
                {"sum": [{"percentOf": ["netRevenue", "40"]}, {"perUse": ["0.04", "EUR"]}]}
              ]}},
              {"from": "2027-01-01", "term": {"percentOf": ["netRevenue", "54"]}}
            ]},
            "allocation": "SHAPLEY_INDEX"
          }]
        },
        {
          "licenceId": "kupferkanne-remix-jp", "licensor": "kupferkanne", "offering": "ai-remix",
          "useTypes": ["OnDemandStream", "NonInteractiveStream"],
          "territories": ["JP"], "assets": "*", "modelVersions": "*",
          "from": "2026-04-01", "base": "SHARE",
          "parts": [
            {"terms": {"percentOf": ["grossRevenue", "34"]}, "allocation": "PRO_RATA"},
            {"terms": {"flat": ["YEN_4", "JPY", "ROW"]}, "allocation": "EQUAL"}
          ]
        },
        {
          "licenceId": "longshore-remix", "licensor": "longshore", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": ["remix-2", "remix-3"],
          "from": "2025-01-01", "base": "SHARE", "withoutListener": "REFUSE",
          "parts": [
            {"terms": {"percentOf": ["netRevenue", "46"]}, "allocation": "PRO_RATA"},
            {"terms": {"perSubscriber": ["0.25", "EUR"]}, "allocation": "USER_CENTRIC"}
          ]
        },
        {
          "licenceId": "quill-and-kite-remix", "licensor": "quill-and-kite", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2023-01-01", "to": "2028-01-01", "base": "WHOLE",
          "parts": [{
            "terms": {"greaterOf": [
              {"minus": [
                {"greaterOf": [{"percentOf": ["netRevenue", "15.1"]}, {"percentOf": ["totalContentCost", "26.2"]}]},
                {"amountOf": "performanceRoyalties"}
              ]},
              {"perSubscriber": ["0.50", "USD"]}
            ]},
            "allocation": "PRO_RATA"
          }]
        },
        {
          "licenceId": "samklang-remix", "licensor": "samklang", "offering": "ai-remix",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2026-01-01", "base": "WHOLE",
          "parts": [
            {"terms": {"percentOf": ["grossRevenue", "7.25"]}, "allocation": "PRO_RATA"},
            {"terms": {"flat": ["FLAT_10", "EUR"]}, "allocation": "EQUAL"}
          ]
        },
        {
          "licenceId": "fjallraka-create", "licensor": "fjallraka", "offering": "ai-create",
          "useTypes": ALL_USE_TYPES,
          "territories": ["SE", "DE", "FR", "GB", "US", "JP"], "assets": "*", "modelVersions": ["create-1", "create-2"],
          "from": "2026-01-01", "base": "SHARE", "withoutListener": "OWN",
          "parts": [{"terms": {"sum": [{"percentOf": ["netRevenue", "30"]}, {"perUse": ["0.01", "EUR"]}]}, "allocation": "USER_CENTRIC"}]
        },
        {
          "licenceId": "kupferkanne-create", "licensor": "kupferkanne", "offering": "ai-create",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2026-01-01", "base": "SHARE",
          "parts": [
            {"terms": {"percentOf": ["grossRevenue", "28"]}, "allocation": "PRO_RATA"},
            {"terms": {"flat": ["FLAT_2", "EUR", "ROW"]}, "allocation": "EQUAL"}
          ]
        },
        {
          "licenceId": "gatherwell-create", "licensor": "gatherwell", "offering": "ai-create",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2025-06-01", "base": "SHARE", "withoutListener": "OWN",
          "parts": [{"terms": {"percentOf": ["netRevenue", "36"]}, "allocation": "SHAPLEY_INDEX"}]
        },
        {
          "licenceId": "quill-and-kite-create", "licensor": "quill-and-kite", "offering": "ai-create",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2026-01-01", "base": "WHOLE",
          "parts": [{"terms": {"lesserOf": [{"percentOf": ["netRevenue", "13"]}, {"perSubscriber": ["0.90", "USD"]}]}, "allocation": "PRO_RATA"}]
        },
        {
          "licenceId": "samklang-create", "licensor": "samklang", "offering": "ai-create",
          "useTypes": ALL_USE_TYPES,
          "territories": ["Worldwide"], "assets": "*", "modelVersions": "*",
          "from": "2026-01-01", "base": "SHARE",
          "parts": [{"terms": {"greaterOf": [{"percentOf": ["netRevenue", "30"]}, {"flat": ["FLAT_8", "USD"]}]}, "allocation": "PRO_RATA"}]
        }
      ]
      """;

  private ExampleLicences() {}

  /**
   * @param listeners flat amounts are so many cents or yen for each
   */
  static String licences(long listeners) {
    return LICENCES
        .replace("ALL_USE_TYPES", ALL_USE_TYPES)
        .replace("FLAT_12", cents(12 * listeners))
        .replace("FLAT_10", cents(10 * listeners))
        .replace("FLAT_8", cents(8 * listeners))
        .replace("FLAT_2", cents(2 * listeners))
        .replace("YEN_4", String.valueOf(4 * listeners));
  }

  private static String cents(long cents) {
    return ExampleRevenue.money(cents, 2);
  }
}
