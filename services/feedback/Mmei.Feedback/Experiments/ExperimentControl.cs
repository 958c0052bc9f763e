using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Hosting.Failures;

namespace Mmei.Feedback.Experiments;

/// <summary>Experiments as a tenant's operator sets and reads them.</summary>
internal sealed class ExperimentControl(IExperiments experiments, SnapshotBroadcaster broadcaster, TimeProvider time)
{
    /// <exception cref="InvalidInputFailure">It is no experiment.</exception>
    /// <exception cref="ConflictFailure">Another one runs, or one of this name is set otherwise or has ended.</exception>
    public async Task<(ExperimentAnswer Answer, bool Started)> StartAsync(
        string tenantId, string name, ExperimentRequest request, CancellationToken cancellationToken)
    {
        var wanted = ExperimentCheck.Valid(name, request, time.GetUtcNow());
        var (there, started) = await experiments.StartAsync(tenantId, wanted, cancellationToken);
        if (!started && (there.StoppedAt is not null || !IsSame(there, wanted)))
        {
            throw new ConflictFailure(
                there.StoppedAt is not null
                    ? $"The experiment '{name}' has ended. Give the next one another name."
                    : $"The experiment '{name}' runs with other settings. Stop it, and give the next one another name.");
        }

        broadcaster.Wake();
        return (Told(there), started);
    }

    /// <exception cref="NotFoundFailure">There is no such experiment.</exception>
    public async Task<ExperimentAnswer> StopAsync(string tenantId, string name, CancellationToken cancellationToken)
    {
        ExperimentCheck.ThrowIfNoName(name);
        var stopped = await experiments.StopAsync(tenantId, name, time.GetUtcNow(), cancellationToken) ?? throw Missing(name);
        broadcaster.Wake();
        return await WithResultsAsync(tenantId, stopped, cancellationToken);
    }

    public async Task<ExperimentList> AllAsync(string tenantId, CancellationToken cancellationToken) =>
        new() { Experiments = [.. (await experiments.AllAsync(tenantId, cancellationToken)).Select(Told)] };

    /// <exception cref="NotFoundFailure">There is no such experiment.</exception>
    public async Task<ExperimentAnswer> ReadAsync(string tenantId, string name, CancellationToken cancellationToken)
    {
        ExperimentCheck.ThrowIfNoName(name);
        var experiment = await experiments.FindAsync(tenantId, name, cancellationToken) ?? throw Missing(name);
        return await WithResultsAsync(tenantId, experiment, cancellationToken);
    }

    private static NotFoundFailure Missing(string name) => new($"There is no experiment '{name}'; GET /v1/experiments lists them.");

    private static bool IsSame(StoredExperiment there, StoredExperiment wanted) => there.Follow == wanted.Follow
        && there.Setting.Seed == wanted.Setting.Seed && there.Setting.Arms.SequenceEqual(wanted.Setting.Arms);

    private static ExperimentAnswer Told(StoredExperiment experiment) => new()
    {
        Name = experiment.Setting.Name,
        Running = experiment.StoppedAt is null,
        Seed = experiment.Setting.Seed,
        FollowMinutes = (int)experiment.Follow.TotalMinutes,
        StartedAt = experiment.StartedAt,
        StoppedAt = experiment.StoppedAt,
        Arms = [.. experiment.Setting.Arms.Select(Told)],
    };

    private static ArmSetting Told(ExperimentArm arm) =>
        new() { Name = arm.Name, Weight = arm.Weight, Policy = arm.Policy, Exploration = arm.Exploration, Mood = arm.Mood };

    // Whoever was still followed when it ended did not live in their arm to the end.
    private async Task<ExperimentAnswer> WithResultsAsync(string tenantId, StoredExperiment experiment, CancellationToken cancellationToken)
    {
        var sums = await experiments.OutcomesAsync(tenantId, experiment, experiment.StoppedAt ?? time.GetUtcNow(), cancellationToken);
        ArmSums[] arms = [.. experiment.Setting.Arms.Select(arm => sums.GetValueOrDefault(arm.Name) ?? new ArmSums { Arm = arm.Name })];
        return Told(experiment) with { Results = [.. arms.Select(arm => ArmResults.Of(arms[0], arm))] };
    }
}
