namespace Mmei.Ranking.Rank;

/// <summary>Section <c>Rules</c>: what holds for all decisions of a tenant, whatever a request asks for.</summary>
internal sealed class RuleOptions
{
    public const string Section = "Rules";

    /// <summary>Tags that are never recommended, by tenant: <c>Rules:BlockedTags:acme:0</c>. Upper and lower case are the same.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> BlockedTags { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<string> BlockedOf(string tenantId) => BlockedTags.GetValueOrDefault(tenantId, []);
}
