using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Admission;

namespace Mmei.Gateway.Observe;

/// <summary>An observation with its places at the encoders.</summary>
internal sealed class AdmittedObservation(
    Observation observation, IReadOnlyDictionary<Modality, ConcurrencyLimiter.Place> places, long admitted) : IDisposable
{
    public Observation Observation => observation;

    /// <summary>The timestamp from which its deadline runs.</summary>
    public long Admitted => admitted;

    /// <summary>Notes which encoders gave what they were asked for: the rest says nothing of their pace.</summary>
    public void Served(Perception perception)
    {
        foreach (var result in perception.Modalities.Where(result => result.Status == ModalityStatus.Used))
        {
            if (places.TryGetValue(result.Modality, out var place))
            {
                place.Served = true;
            }
        }
    }

    public void Dispose()
    {
        foreach (var place in places.Values)
        {
            place.Dispose();
        }
    }
}
