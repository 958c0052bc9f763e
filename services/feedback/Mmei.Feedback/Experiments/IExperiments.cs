using Mmei.Hosting.Failures;

namespace Mmei.Feedback.Experiments;

/// <summary>A tenant's experiments and what comes of them. Each method is one transaction.</summary>
internal interface IExperiments
{
    /// <summary>Starts an experiment, under a new version of the tenant's policy; one that is there already stays as it is.</summary>
    /// <returns>The one that is there, and whether it was started.</returns>
    /// <exception cref="ConflictFailure">Another one runs.</exception>
    Task<(StoredExperiment Experiment, bool Started)> StartAsync(
        string tenantId, StoredExperiment experiment, CancellationToken cancellationToken);

    /// <summary>Ends an experiment for everybody; one that has ended already stays so.</summary>
    /// <returns>Null where there is none of that name.</returns>
    Task<StoredExperiment?> StopAsync(string tenantId, string name, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The latest first.</summary>
    Task<IReadOnlyList<StoredExperiment>> AllAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Null where there is none of that name.</summary>
    Task<StoredExperiment?> FindAsync(string tenantId, string name, CancellationToken cancellationToken);

    /// <summary>What came of each arm with anybody in it, by its name.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="experiment">Of which.</param>
    /// <param name="until">Who is followed beyond this does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyDictionary<string, ArmSums>> OutcomesAsync(
        string tenantId, StoredExperiment experiment, DateTimeOffset until, CancellationToken cancellationToken);
}
