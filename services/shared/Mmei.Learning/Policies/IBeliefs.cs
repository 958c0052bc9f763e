using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>What is believed of the candidates of one decision: what each is worth, and how sure that is.</summary>
public interface IBeliefs
{
    /// <summary>The expected value of each candidate; at least one.</summary>
    ReadOnlySpan<double> Expected { get; }

    /// <summary>Writes the standard deviation of each expected value.</summary>
    void Deviations(Span<double> destination);

    /// <summary>Writes the value of each candidate under weights drawn from what is believed.</summary>
    void Draw(SeededRandom random, Span<double> destination);
}
