using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

public sealed partial class MmeiClient
{
    /// <summary>Opens a WebSocket on which one person is observed continuously: <c>GET /v1/stream</c>. Dispose it.</summary>
    /// <param name="opening">Whose stream it is, and what an observation has beside words and media; its type need not be given.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StreamEndedException">The platform does not take <paramref name="opening"/>.</exception>
    public Task<LiveObservation> OpenStreamAsync(StreamInput opening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return LiveObservation.OpenAsync(http, opening, cancellationToken);
    }
}
