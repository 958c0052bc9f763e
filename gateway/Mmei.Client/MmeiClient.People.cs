using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

public sealed partial class MmeiClient
{
    /// <summary>What is kept of a person's taste: <c>GET /v1/users/{id}</c>.</summary>
    public Task<UserAnswer> GetUserAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync<UserAnswer>(UserAddress(id), cancellationToken);

    /// <summary>
    /// Erases a person everywhere: <c>DELETE /v1/users/{id}</c>. Where the receipt is not complete, a service has not answered yet; it will
    /// erase, and the call may be repeated.
    /// </summary>
    public async Task<ErasureReceipt> EraseUserAsync(string id, CancellationToken cancellationToken = default)
    {
        using var answer = await http.DeleteAsync(UserAddress(id), cancellationToken);
        return await ReadAsync<ErasureReceipt>(answer, cancellationToken);
    }

    /// <summary>
    /// Stores what a person agreed to, once for all their observations: <c>PUT /v1/users/{id}/consent</c>. It takes the place of what was
    /// stored.
    /// </summary>
    public async Task<UserConsentAnswer> StoreConsentAsync(
        string id, UserConsentRequest consent, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PutAsJsonAsync(ConsentAddress(id), consent, MmeiJson.Options, cancellationToken);
        return await ReadAsync<UserConsentAnswer>(answer, cancellationToken);
    }

    /// <summary>What a person agreed to: <c>GET /v1/users/{id}/consent</c>.</summary>
    public Task<UserConsentAnswer> GetConsentAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync<UserConsentAnswer>(ConsentAddress(id), cancellationToken);

    /// <summary>Withdraws what a person agreed to: <c>DELETE /v1/users/{id}/consent</c>.</summary>
    public async Task WithdrawConsentAsync(string id, CancellationToken cancellationToken = default)
    {
        using var answer = await http.DeleteAsync(ConsentAddress(id), cancellationToken);
        await ProblemReader.ThrowIfFailedAsync(answer, cancellationToken);
    }

    /// <summary>What led to a recommendation: <c>GET /v1/decisions/{id}</c>.</summary>
    /// <param name="id">Of the decision, as the answer to the observation names it.</param>
    /// <param name="whyNot">An item of which to tell why it was not recommended; null for none.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<DecisionAnswer> GetDecisionAsync(Guid id, string? whyNot = null, CancellationToken cancellationToken = default) =>
        GetAsync<DecisionAnswer>(Query($"v1/decisions/{id}", ("whyNot", whyNot)), cancellationToken);

    /// <summary>Makes a recommendation again and compares, bit for bit: <c>POST /v1/decisions/{id}:replay</c>.</summary>
    public async Task<ReplayAnswer> ReplayDecisionAsync(Guid id, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PostAsync(Relative($"v1/decisions/{id}:replay"), content: null, cancellationToken);
        return await ReadAsync<ReplayAnswer>(answer, cancellationToken);
    }

    private static Uri ConsentAddress(string id) => Relative($"v1/users/{Uri.EscapeDataString(id)}/consent");

    private static Uri UserAddress(string id) => Relative($"v1/users/{Uri.EscapeDataString(id)}");
}
