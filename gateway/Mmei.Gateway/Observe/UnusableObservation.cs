using Mmei.Contracts.V1;
using Mmei.Hosting;

namespace Mmei.Gateway.Observe;

/// <summary>Nothing of an observation can be used.</summary>
internal static class UnusableObservation
{
    /// <summary>The failure when that is the sender's to change.</summary>
    public static UnprocessableFailure From(IEnumerable<ModalityResult> modalities) =>
        new("Nothing of the observation can be used.") { Errors = Reasons(modalities) };

    public static IReadOnlyDictionary<string, string[]> Reasons(IEnumerable<ModalityResult> modalities) =>
        modalities.ToDictionary(result => result.Modality.Field(), result => new[] { result.Reason ?? "did not arrive in time" });
}
