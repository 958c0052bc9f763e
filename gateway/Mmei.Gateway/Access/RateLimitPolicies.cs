namespace Mmei.Gateway.Access;

internal static class RateLimitPolicies
{
    /// <summary>Bounds the observations in flight.</summary>
    public const string Observations = "observations";

    /// <summary>Bounds the event streams that are open.</summary>
    public const string Events = "events";

    /// <summary>Bounds the batches in progress.</summary>
    public const string Batches = "batches";

    /// <summary>Bounds the people who are observed continuously.</summary>
    public const string Streams = "streams";
}
