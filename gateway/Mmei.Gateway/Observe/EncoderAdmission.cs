using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Admission;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>
/// Lets in what the encoders can take within its deadline, at the pace at which they answered of late, and refuses the rest before its
/// media are sent on: at once, instead of when the deadline has passed.
/// </summary>
internal sealed class EncoderAdmission(IOptions<ObserveOptions> settings, TimeProvider time)
{
    /// <summary>So few are let in whatever the pace, which is how a pace that was bad is found to be better.</summary>
    private const int Few = 8;

    /// <summary>Answers that a pace is told from.</summary>
    private const int Evidence = 16;

    private readonly Dictionary<Modality, ConcurrencyLimiter> _limiters = Enum.GetValues<Modality>().ToDictionary(
        modality => modality, _ => new ConcurrencyLimiter(int.MaxValue, Few, Evidence, time));

    /// <summary>Takes a place at each encoder that the observation needs, until what is returned is disposed.</summary>
    /// <exception cref="UnavailableFailure">An encoder could not take it in time.</exception>
    public AdmittedObservation Enter(Observation observation)
    {
        var admitted = time.GetTimestamp();
        var budget = TimeSpan.FromMilliseconds(observation.BudgetMs);
        var places = new Dictionary<Modality, ConcurrencyLimiter.Place>();
        foreach (var modality in observation.Modalities.Expected)
        {
            // An encoder that stands still costs its modality, which the join decides, and not the answer.
            if (_limiters[modality].IsStalled(budget))
            {
                continue;
            }

            try
            {
                places[modality] = _limiters[modality].Enter(budget * settings.Value.WaitShare);
            }
            catch (OverloadedException exception)
            {
                new AdmittedObservation(observation, places, admitted).Dispose();
                throw new UnavailableFailure("There is more to encode at the moment than can be done in time.", exception.RetryAfter)
                {
                    Errors = new Dictionary<string, string[]> { [modality.Name()] = ["could not be encoded in time"] },
                };
            }
        }

        return new AdmittedObservation(observation, places, admitted);
    }
}
