namespace Mmei.Feedback.Policies;

/// <summary>The latest policy of each tenant and feature layout, and which of them rankers have been told.</summary>
internal interface IPolicyStore
{
    /// <summary>Those who have a policy.</summary>
    Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken);

    /// <summary>The latest policies of all tenants, or only those whose latest version has not been broadcast.</summary>
    Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken);

    /// <summary>Records that this version has been broadcast.</summary>
    Task MarkSentAsync(StoredPolicy policy, CancellationToken cancellationToken);
}
