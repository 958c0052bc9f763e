using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Policies;

namespace Mmei.Ranking.Policy;

/// <summary>Takes policies from the broadcast. One that cannot be used is dropped: the policy in force goes on.</summary>
internal sealed partial class PolicySnapshotConsumer(
    PolicyRegistry policies, RankingInstruments instruments, ILogger<PolicySnapshotConsumer> logger)
    : IConsumer<PolicySnapshot>
{
    public Task Consume(ConsumeContext<PolicySnapshot> context)
    {
        Take(context.Message);
        return Task.CompletedTask;
    }

    internal void Take(PolicySnapshot snapshot)
    {
        try
        {
            var policy = Read(snapshot);
            var taken = policies.TryAdvance(snapshot.TenantId, new PolicyInForce(policy, snapshot.Experiment, snapshot.TakeOver));
            instruments.PolicyArrived(taken ? "taken" : "outdated");
            if (taken)
            {
                Taken(policy.Version, policy.Count);
            }
        }
        catch (CorruptStateException corrupt)
        {
            instruments.PolicyArrived("rejected");
            Rejected(snapshot.Version, corrupt.Message);
        }
    }

    private static PolicyState Read(PolicySnapshot snapshot)
    {
        if (snapshot.FeatureVersion != DecisionFeatures.Version)
        {
            throw new CorruptStateException($"was learned on feature version {snapshot.FeatureVersion}, expected {DecisionFeatures.Version}");
        }

        var policy = PolicyState.FromBytes(snapshot.State);
        KnownPolicies.Of(policy);
        return policy.Dimension != DecisionFeatures.Dimension
            ? throw new CorruptStateException($"has {policy.Dimension} weights, expected {DecisionFeatures.Dimension}")
            : policy.Name != snapshot.Name || policy.Version != snapshot.Version
                ? throw new CorruptStateException($"is {policy.Name} {policy.Version}, announced as {snapshot.Name} {snapshot.Version}")
                : policy;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Policy version {Version} is in force, learned from {Count} rewards")]
    private partial void Taken(long version, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Policy version {Version} was refused: {Problem}")]
    private partial void Rejected(long version, string problem);
}
