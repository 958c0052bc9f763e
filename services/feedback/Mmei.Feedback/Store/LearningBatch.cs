using Mmei.Learning;

namespace Mmei.Feedback.Store;

/// <summary>Decisions of one tenant to work out, with the posterior of each feature layout among them, to be changed in place.</summary>
internal sealed record LearningBatch(
    string Tenant, IReadOnlyList<JoinedDecision> Decisions, IReadOnlyDictionary<int, LinearPosterior> Posteriors);
