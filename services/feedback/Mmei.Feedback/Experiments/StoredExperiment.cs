using Mmei.Contracts.V1;

namespace Mmei.Feedback.Experiments;

/// <summary>An experiment as it is kept.</summary>
/// <param name="Setting">What rankers are told of it.</param>
/// <param name="Follow">How long each person is followed from their first exposure.</param>
/// <param name="StoppedAt">Null while it runs.</param>
internal sealed record StoredExperiment(
    ExperimentInForce Setting, TimeSpan Follow, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt = null);
