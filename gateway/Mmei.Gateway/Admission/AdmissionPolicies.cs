namespace Mmei.Gateway.Admission;

internal static class AdmissionPolicies
{
    /// <summary>Bounds the observations in flight.</summary>
    public const string Observations = "observations";
}
