using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Mmei.Learning;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>A policy as it is kept for the decisions that it made.</summary>
/// <param name="Id">The first half of its SHA-256 in hexadecimal: versions begin anew with a new database, and priors have none.</param>
/// <param name="State">As <see cref="PolicyState.ToBytes"/> gives it.</param>
internal sealed record KeptPolicy(string Id, byte[] State)
{
    private static readonly ConditionalWeakTable<PolicyState, KeptPolicy> Known = [];

    /// <summary>Made once for each policy in memory: it makes many decisions.</summary>
    public static KeptPolicy Of(PolicyState policy) => Known.GetValue(policy, Make);

    private static KeptPolicy Make(PolicyState policy)
    {
        var state = policy.ToBytes();
        return new KeptPolicy(Convert.ToHexStringLower(SHA256.HashData(state).AsSpan(0, SHA256.HashSizeInBytes / 2)), state);
    }
}
