using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Lists;

/// <summary>A list that is wanted, checked.</summary>
/// <param name="Count">At most this many.</param>
/// <param name="Kind">Null: of any kind.</param>
/// <param name="UserId">Null: for nobody in particular.</param>
/// <param name="ExcludeSeen">Without what the person has seen.</param>
internal sealed record ListQuery(string TenantId, int Count, ContentKind? Kind, string? UserId, bool ExcludeSeen)
{
    public const int Most = 100;

    /// <exception cref="InvalidInputFailure">A parameter is not what it may be.</exception>
    public static ListQuery Of(string tenantId, int k, string? kind, string? userId, bool excludeSeen)
    {
        new FieldErrors()
            .Require(k is >= 1 and <= Most, nameof(k), $"must be 1 to {Most}")
            .Require(userId is null || Ids.IsValid(userId), nameof(userId), Ids.Rule)
            .ThrowIfAny();
        return new ListQuery(tenantId, k, QueryName.Read<ContentKind>(kind, nameof(kind)), userId, excludeSeen);
    }
}
