using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Nothing of an observation can be used.</summary>
internal static class UnusableObservation
{
    private const string Message = "Nothing of the observation can be used.";

    /// <summary>The failure when that is the sender's to change: of the kind that all encoders agree on, where they do.</summary>
    public static Failure From(IReadOnlyCollection<ModalityResult> modalities)
    {
        var errors = Reasons(modalities);
        if (modalities.All(result => result.Status == ModalityStatus.Withheld))
        {
            return new ConsentNeededFailure("The person has not agreed that anything of the observation is read.") { Errors = errors };
        }

        var codes = modalities.Where(result => result.Status == ModalityStatus.Rejected).Select(result => result.Code).Distinct().ToArray();
        return codes switch
        {
            [RejectionCode.Unsupported] => new UnsupportedMediaFailure(Message) { Errors = errors },
            [RejectionCode.TooLarge] => new TooLargeFailure(Message) { Errors = errors },
            _ => new UnprocessableFailure(Message) { Errors = errors },
        };
    }

    public static IReadOnlyDictionary<string, string[]> Reasons(IEnumerable<ModalityResult> modalities) =>
        modalities.ToDictionary(result => result.Modality.Name(), result => new[] { result.Reason ?? "did not arrive in time" });
}
