using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Consents;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Proxy;

/// <summary>
/// Asks the feedback service what a person agreed to. Nothing is kept here: what was withdrawn a moment ago is not read any more.
/// </summary>
internal sealed class ConsentsBehind(IHttpClientFactory clients, IOptions<ProxyOptions> proxy) : IStoredConsents
{
    /// <summary>Of its HTTP client.</summary>
    public const string Name = "consents";

    /// <summary>A person waits for it before anything is read of them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<UserConsentAnswer?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Name);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(proxy.Value.FeedbackUrl!, $"/v1/users/{Uri.EscapeDataString(userId)}/consent"));
        request.Headers.Add(TenantContext.HeaderName, tenantId);
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<UserConsentAnswer>(JsonDefaults.Options, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new UnavailableFailure(
                "What the person agreed to cannot be looked up; an observation that says it in 'consent' does not need that.",
                RetryAfter,
                exception);
        }
    }
}
