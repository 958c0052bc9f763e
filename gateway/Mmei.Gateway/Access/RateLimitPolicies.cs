namespace Mmei.Gateway.Access;

internal static class RateLimitPolicies
{
    /// <summary>Bounds the observations in flight.</summary>
    public const string Observations = "observations";
}
