using static System.FormattableString;

namespace Mmei.Integration.Tests.Tenants;

/// <summary>
/// Every call of the API, as one tenant may make it to get at what is another's. A call that names a thing in several places has an
/// attempt for each.
/// </summary>
internal static class Attempts
{
    private const string Lines = "application/x-ndjson";

    /// <summary>Made by a test of its own, since it is no plain call.</summary>
    public const string Stream = "GET /v1/stream";

    public static IReadOnlyList<Attempt> All { get; } =
    [
        new("GET /v1/limits", 200, _ => "/v1/limits"),

        new("GET /v1/items/{id}", 404, named => $"/v1/items/{named.Item}-1"),
        new("PATCH /v1/items/{id}", 404, named => $"/v1/items/{named.Item}-1", _ => """{"title":"Taken"}"""),
        new("DELETE /v1/items/{id}", 404, named => $"/v1/items/{named.Item}-1"),
        new("PUT /v1/items/{id}", 201, named => $"/v1/items/{named.Item}-2", _ => """{"kind":"story","title":"Taken"}"""),
        new("POST /v1/items:import", 200, _ => "/v1/items:import?wait=true",
            named => $$"""{"id":"{{named.Item}}-3","kind":"story","title":"Taken again"}""", Lines),
        new("POST /v1/items:import", 200, _ => "/v1/items:import?wait=true",
            _ => """{"id":"own-4","kind":"music","title":"Harbour lights"}""", Lines, Repeats: true),
        new("GET /v1/items", 200, _ => "/v1/items?limit=100"),
        new("GET /v1/items", 200, _ => "/v1/items?limit=100&kind=music"),
        new("GET /v1/items:status", 200, _ => "/v1/items:status"),
        new("GET /v1/items:attributes", 200, _ => "/v1/items:attributes"),
        new("PUT /v1/items:attributes", 200, _ => "/v1/items:attributes", _ => """{"attributes":{"bpm":"number"}}"""),
        new("GET /v1/items:export", 200, _ => "/v1/items:export?format=ndjson"),
        new("GET /v1/items:export", 200, _ => "/v1/items:export?format=csv"),
        new("GET /v1/items:latest", 200, named => $"/v1/items:latest?k=100&userId={named.User}&excludeSeen=true"),
        new("GET /v1/items:popular", 200, named => $"/v1/items:popular?k=100&emotion=joy&userId={named.User}&excludeSeen=true"),
        new("GET /v1/items/{id}/similar", 404, named => $"/v1/items/{named.Item}-1/similar"),
        new("GET /v1/items/{id}/similar", 200, named => $"/v1/items/own-1/similar?k=100&userId={named.User}&excludeSeen=true"),

        new("POST /v1/observations", 200, _ => "/v1/observations", Observation),
        new("POST /v1/observations", 200, _ => "/v1/observations", Asking),
        new("POST /v1/observations", 200, _ => "/v1/observations", _ => TwoTenants.Words, Repeats: true),
        new("POST /v1/observations:batch", 200, _ => "/v1/observations:batch", Observation, Lines),
        new("GET /v1/observations/{id}", 404, named => $"/v1/observations/{named.Later}"),
        new("GET /v1/observations/{id}", 404, named => $"/v1/observations/{named.Observation}"),
        new("GET /v1/observations/{id}/events", 404, named => $"/v1/observations/{named.Later}/events"),

        // A decision may arrive after its feedback, so a signal on one that is not there waits for it, whoever else has it.
        new("POST /v1/feedback", 202, _ => "/v1/feedback", named => Signal(named, "dislike")),
        new("POST /v1/feedback", 202, _ => "/v1/feedback", named => Signal(named, "like"), Repeats: true),
        new("POST /v1/feedback", 202, _ => "/v1/feedback", EmotionSignal),

        new("GET /v1/decisions/{id}", 404, named => $"/v1/decisions/{named.Decision}"),
        new("GET /v1/decisions/{id}", 404, named => $"/v1/decisions/{named.Decision}?whyNot={named.Item}-1"),
        new("POST /v1/decisions/{id}:replay", 404, named => $"/v1/decisions/{named.Decision}:replay"),
        new("POST /v1/decisions/{id}:replay", 404, named => $"/v1/decisions/{named.Decision}:replay", Repeats: true),

        new("GET /v1/users/{id}", 200, named => $"/v1/users/{named.User}"),
        new("GET /v1/users/{id}/consent", 200, named => $"/v1/users/{named.User}/consent"),
        new("DELETE /v1/users/{id}/consent", 204, named => $"/v1/users/{named.User}/consent"),
        new("PUT /v1/users/{id}/consent", 200, named => $"/v1/users/{named.User}/consent",
            _ => """{"image":false,"audio":false,"purpose":"recommendation"}"""),
        new("DELETE /v1/users/{id}", 200, named => $"/v1/users/{named.User}"),

        new("GET /v1/policy", 200, _ => "/v1/policy"),
        new("GET /v1/policy/snapshots", 200, _ => "/v1/policy/snapshots"),
        new("POST /v1/policy:rollback", 404, _ => "/v1/policy:rollback", named => Invariant($$"""{"version":{{named.Snapshot}}}""")),
        new("PUT /v1/policy/exploration", 200, _ => "/v1/policy/exploration?force=true", _ => """{"policy":"lin-ucb","exploration":0.25}"""),
        new("POST /v1/policy:evaluate", 200, _ => "/v1/policy:evaluate", _ => TwoTenants.Considered),
        new("POST /v1/policy:promote", 202, _ => "/v1/policy:promote?force=true", _ => """{"policy":"lin-ts","exploration":1}"""),
        new("POST /v1/policy/snapshots", 200, _ => "/v1/policy/snapshots"),
        new("POST /v1/policy:freeze", 200, _ => "/v1/policy:freeze"),
        new("POST /v1/policy:unfreeze", 200, _ => "/v1/policy:unfreeze"),

        new("GET /v1/experiments", 200, _ => "/v1/experiments"),
        new("GET /v1/experiments/{name}", 404, named => $"/v1/experiments/{named.Experiment}-1"),
        new("POST /v1/experiments/{name}:stop", 404, named => $"/v1/experiments/{named.Experiment}-1:stop"),
        new("PUT /v1/experiments/{name}", 201, named => $"/v1/experiments/{named.Experiment}-2", _ => TwoTenants.Arms),
    ];

    private static string Observation(Named named) => $$"""
        {"userId":"{{named.User}}","sessionId":"{{named.Session}}","text":"something calm","options":{"k":100,"excludeSeen":true,"deadlineMs":10000} }
        """;

    private static string Asking(Named named) => $$"""{"text":"something calm","options":{"items":["{{named.Item}}-1"],"deadlineMs":10000} }""";

    private static string Signal(Named named, string kind) => $$"""
        {"signals":[{"id":"{{kind}}-1","decisionId":"{{named.Decision}}","itemId":"{{named.Item}}-1","kind":"{{kind}}",
        "at":"{{named.At}}"}]}
        """;

    private static string EmotionSignal(Named named) => $$"""
        {"signals":[{"id":"emotion-1","decisionId":"{{named.Decision}}","itemId":"{{named.Item}}-1","kind":"emotion",
        "observationId":"{{named.Observation}}","at":"{{named.At}}"}]}
        """;
}
