namespace Mmei.Storage.Retention;

/// <summary>A kind of data that is deleted once it is old.</summary>
public interface IRetainedData
{
    /// <summary>What it is called in metrics; one of a closed set.</summary>
    string Kind { get; }

    /// <summary>The table whose tenants have such data; its first index begins with <c>tenant_id</c>.</summary>
    string Table { get; }

    /// <summary>How long it is kept for all, and for one tenant where that is given.</summary>
    TimeSpan KeptFor(RetentionOptions all, TenantRetention? tenant);

    /// <summary>Deletes some of a tenant's that are from before an instant, in one short transaction.</summary>
    /// <returns>How many; <paramref name="most"/> where there may be more.</returns>
    Task<int> DeleteAsync(string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken);
}
