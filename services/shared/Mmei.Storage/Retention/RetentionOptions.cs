using System.ComponentModel.DataAnnotations;

namespace Mmei.Storage.Retention;

/// <summary>Section <c>Retention</c>: how long each kind of data is kept. What people dislike or have seen is kept in any case.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>
    /// Decisions, with what led to them, what was shown and the signals on it. Below the reward window it cuts learning short, and a later
    /// signal finds nothing that it belongs to.
    /// </summary>
    public TimeSpan Decisions { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Signals on decisions that never came, by the time they tell.</summary>
    public TimeSpan Orphans { get; init; } = TimeSpan.FromDays(8);

    /// <summary>
    /// What people did with items before, as far as a later signal on the same item has taken its place, and their votes on items' quality.
    /// </summary>
    public TimeSpan Rewards { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Items of the catalog after they have expired; by then nobody is recommended them any more.</summary>
    public TimeSpan ExpiredItems { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Other times by tenant: <c>Retention:Tenants:acme:Decisions</c>; what is not given is as for all.</summary>
    public IReadOnlyDictionary<string, TenantRetention> Tenants { get; init; } = new Dictionary<string, TenantRetention>();

    /// <summary>How often to look for what is old. Each look reads past the old rewards that are kept for ever.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most records of one kind that are deleted in one transaction; writers have their turn after each.</summary>
    [Range(1, 10_000)]
    public int Batch { get; init; } = 100;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan? Value)[] spans =
        [
            (nameof(Decisions), Decisions), (nameof(Orphans), Orphans), (nameof(Rewards), Rewards),
            (nameof(ExpiredItems), ExpiredItems), (nameof(Interval), Interval),
            .. Tenants.SelectMany(tenant => Spans($"{nameof(Tenants)}:{tenant.Key}", tenant.Value)),
        ];
        return spans.Where(span => span.Value <= TimeSpan.Zero).Select(span => new ValidationResult("must be above zero.", [span.Name]));
    }

    private static (string Name, TimeSpan? Value)[] Spans(string path, TenantRetention tenant) =>
    [
        ($"{path}:{nameof(Decisions)}", tenant.Decisions), ($"{path}:{nameof(Orphans)}", tenant.Orphans),
        ($"{path}:{nameof(Rewards)}", tenant.Rewards), ($"{path}:{nameof(ExpiredItems)}", tenant.ExpiredItems),
    ];
}

/// <summary>How long the data of one tenant are kept; null as for all.</summary>
public sealed record TenantRetention
{
    public TimeSpan? Decisions { get; init; }

    public TimeSpan? Orphans { get; init; }

    public TimeSpan? Rewards { get; init; }

    public TimeSpan? ExpiredItems { get; init; }
}
