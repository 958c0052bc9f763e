using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Experiments;
using Mmei.Learning.Policies;

namespace Mmei.Ranking.Policy;

/// <summary>What a tenant's people are ranked by: one policy, or each by that of their arm while an experiment runs.</summary>
internal sealed class PolicyInForce
{
    private readonly ExperimentInForce? _experiment;
    private readonly double[] _weights;

    // Made once: what is kept of a policy for its decisions goes by the object.
    private readonly (PolicyState Policy, ArmStamp Stamp)[] _arms;

    /// <exception cref="CorruptStateException">An arm has a policy that is not known here.</exception>
    public PolicyInForce(PolicyState state, ExperimentInForce? experiment = null, TakeOverInForce? takeOver = null)
    {
        (State, _experiment, TakeOver) = (state, experiment, takeOver);
        _weights = [.. experiment?.Arms.Select(arm => arm.Weight) ?? []];
        _arms = [.. experiment?.Arms.Select(arm => (PolicyOf(state, arm), StampOf(experiment, arm))) ?? []];
    }

    /// <summary>The policy of whoever is in no experiment.</summary>
    public PolicyState State { get; }

    /// <summary>By which another policy takes its place, if any does.</summary>
    public TakeOverInForce? TakeOver { get; }

    /// <summary>The policy of a person, and the arm that they are in. Nobody in particular is in none.</summary>
    public (PolicyState Policy, ArmStamp? Arm) Of(string? userId) => _experiment is null || userId is null
        ? (State, null)
        : _arms[Assignment.Of(_experiment.Seed, userId, _weights)];

    private static PolicyState PolicyOf(PolicyState state, ExperimentArm arm)
    {
        if (arm.Policy is null)
        {
            return state;
        }

        var policy = state.With(arm.Policy, arm.Exploration ?? 0);
        KnownPolicies.Of(policy);
        return policy;
    }

    private static ArmStamp StampOf(ExperimentInForce experiment, ExperimentArm arm) =>
        new() { Experiment = experiment.Name, Arm = arm.Name, Mood = arm.Mood };
}
