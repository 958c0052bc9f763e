using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

/// <summary>Candidates whose worth is known for sure.</summary>
internal sealed class Worth(params double[] values) : IBeliefs
{
    public ReadOnlySpan<double> Expected => values;

    public void Deviations(Span<double> destination) => destination.Clear();

    public void Draw(SeededRandom random, Span<double> destination) => values.CopyTo(destination);
}
