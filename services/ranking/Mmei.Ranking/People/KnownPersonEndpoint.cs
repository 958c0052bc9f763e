using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.People;

/// <summary><c>GET /v1/users/{id}</c>.</summary>
internal static class KnownPersonEndpoint
{
    /// <exception cref="InvalidInputFailure">It is no id.</exception>
    public static Task<UserAnswer> HandleAsync(string id, TenantContext tenant, KnownPerson people, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
        return people.DescribeAsync(tenant.Tenant, id, cancellationToken);
    }
}
