using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Consents;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Finds out what a person agreed to. What is stored is asked for only where the observation does not settle it itself.</summary>
internal sealed class Agreements(IStoredConsents stored)
{
    /// <exception cref="UnavailableFailure">What is stored decides, and cannot be looked up.</exception>
    public async Task<Agreement> OfAsync(string tenant, ObservationRequest request, CancellationToken cancellationToken)
    {
        var said = new Agreement(request.Consent, Stored: null);
        var isOpen = IsOpen(request.Image, request.Consent?.Image, said.AgainstImage)
            || IsOpen(request.Audio, request.Consent?.Audio, said.AgainstAudio);
        return isOpen && request.UserId is { } userId
            ? said with { Stored = await stored.FindAsync(tenant, userId, cancellationToken) }
            : said;
    }

    private static bool IsOpen(byte[]? medium, bool? said, string? against) => medium is not null && said != false && against is not null;
}
