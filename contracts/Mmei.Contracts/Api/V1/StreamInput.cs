namespace Mmei.Contracts.Api.V1;

/// <summary>
/// A text message of a client on <c>/v1/stream</c>: <c>open</c>, which comes first and says whose stream it is, or <c>text</c>.
/// </summary>
public sealed record StreamInput
{
    public const string Open = "open";
    public const string Words = "text";

    public required string Type { get; init; }

    /// <summary>Of <c>text</c>: what the person said.</summary>
    public string? Text { get; init; }

    /// <summary>Of <c>open</c>, as all that follows.</summary>
    public string? UserId { get; init; }

    /// <summary>One is made up where there is none, so that the emotion can be followed.</summary>
    public string? SessionId { get; init; }

    public ConsentRequest? Consent { get; init; }

    public ContextRequest? Context { get; init; }

    public OptionsRequest? Options { get; init; }

    /// <summary>Milliseconds between observations; the deployment may set a longer time.</summary>
    public int? EveryMs { get; init; }
}
