namespace Mmei.Learning.Evaluation;

/// <summary>
/// An expected reward q(x, a) of any choice, fitted on the log. It can be fitted again for each resample of the bootstrap.
/// </summary>
public interface IOutcomeModel
{
    /// <summary>
    /// Fits on a resample and says what it expects of every round. What it expects of a round must not follow from that round's own reward,
    /// or the doubly robust estimate is biased.
    /// </summary>
    /// <param name="counts">How often each round of the log is in the resample.</param>
    /// <param name="chosen">Becomes q(x, a) of each round's choice.</param>
    /// <param name="ofTarget">Becomes q(x, pi_e) of each round.</param>
    void Fit(ReadOnlySpan<int> counts, Span<double> chosen, Span<double> ofTarget);
}
