using System.Collections.Immutable;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Fusion.Sessions;

/// <summary>
/// Finds the observation at which a session's emotion changes: Page's cumulative sum test (E. S. Page, "Continuous inspection schemes",
/// Biometrika 41, 1954), of every other emotion against the current one. Immutable.
/// </summary>
/// <param name="Current">The emotion that the session is in.</param>
/// <param name="Evidence">
/// What speaks for each of the 7 emotions against the current one: the sum of log-likelihood ratios in nats since it last was 0, never
/// below.
/// </param>
internal sealed record PageTest(Emotion Current, ImmutableArray<double> Evidence)
{
    /// <summary>A probability counts no less: however sure the model is, one observation counts at most ln(1 / 0.01) = 4.6 nats.</summary>
    public const double Floor = 0.01;

    private static readonly ImmutableArray<double> NoEvidence = [.. Enum.GetValues<Emotion>().Select(_ => 0.0)];

    /// <param name="emotion">7 probabilities of the first observation.</param>
    public static PageTest Begin(IReadOnlyList<double> emotion) => new(MostProbable(emotion), NoEvidence);

    /// <summary>
    /// Weighs another observation. Its probabilities stand for likelihoods, as if before it every emotion had been as probable as another;
    /// the model leans them towards what the session was in, so that a change shows later than in independent observations. Where the
    /// evidence for an emotion exceeds the threshold, that becomes the current one and the test begins anew.
    /// </summary>
    /// <param name="emotion">7 probabilities.</param>
    /// <param name="confidence">0 to 1: how much of the observation's evidence counts.</param>
    /// <param name="threshold">In nats.</param>
    public PageTest Next(IReadOnlyList<double> emotion, double confidence, double threshold)
    {
        var current = LogLikelihood(emotion[(int)Current]);
        ImmutableArray<double> evidence =
            [.. Evidence.Zip(emotion, (sum, p) => Math.Max(0, sum + (confidence * (LogLikelihood(p) - current))))];
        var strongest = MostProbable(evidence);
        return evidence[(int)strongest] > threshold ? new PageTest(strongest, NoEvidence) : this with { Evidence = evidence };
    }

    private static double LogLikelihood(double probability) => Math.Log(Math.Max(Floor, probability));

    private static Emotion MostProbable(IReadOnlyList<double> values) => Enum.GetValues<Emotion>().MaxBy(emotion => values[(int)emotion]);
}
