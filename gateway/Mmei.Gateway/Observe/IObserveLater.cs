using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Observe;

/// <summary>Sees observations through that nobody waits for.</summary>
internal interface IObserveLater
{
    /// <returns>The id under which the answer will be found.</returns>
    /// <exception cref="Mmei.Hosting.Failures.Failure">The request is refused, as one that is waited for would be.</exception>
    Task<Guid> StartAsync(string tenant, Func<Task<ObservationRequest>> read);
}
