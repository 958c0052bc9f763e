using Mmei.Learning;
using Mmei.Learning.Policies;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Rank;

/// <summary>
/// The slate of a policy that explores at the first place alone: who stands there is drawn, and what follows is the best that is left. So
/// the
/// propensity of every place is exact: it sums over those who might have stood first.
/// </summary>
internal sealed class FirstPlace
{
    private readonly ScoredCandidates _scored;
    private readonly SlateBuilder _builder;
    private readonly int _size;
    private readonly double[] _mean;
    private readonly double[] _first;
    private readonly Guid _decisionId;
    private readonly int _expected;

    public FirstPlace(ScoredCandidates scored, SlateBuilder builder, int size, PolicyState policy, Guid decisionId)
    {
        (_scored, _builder, _size, _decisionId) = (scored, builder, size, decisionId);

        // The baseline counts nothing of what was learned.
        _mean = KnownPolicies.IsBaseline(policy.Name) ? new double[policy.Dimension] : policy.Mean.ToArray();
        var parts = new double[scored.Items.Count];
        scored.Policy(_mean, parts);
        var beliefs = new RankedBeliefs(scored, policy, parts);
        _first = new double[scored.Items.Count];
        if (_first.Length > 0)
        {
            KnownPolicies.Of(policy).Propensities(beliefs, Explorer.PropensityNumbers(decisionId), _first);
            _expected = Choice.Best(beliefs.Expected);
        }
    }

    /// <summary>The probability with which an item stands first.</summary>
    public double Propensity(int item) => _first[item];

    public (Placement Decided, double[] Propensities, bool Explored) Decide()
    {
        if (_size == 0)
        {
            return (new Placement(0, 0), [], false);
        }

        var chosen = Choice.Draw(_first, Explorer.DecisionNumbers(_decisionId));
        var decided = Slate(chosen.Index);
        return (decided, Propensities(decided), chosen.Index != _expected);
    }

    private Placement Slate(int first)
    {
        var slate = new Placement(_scored.Items.Count, _size);
        slate.Fill(_scored, _builder, _mean, first);
        return slate;
    }

    private double[] Propensities(Placement decided)
    {
        var propensities = new double[_size];
        var other = new Placement(_scored.Items.Count, _size);
        for (var first = 0; first < _first.Length; first++)
        {
            if (_first[first] > 0)
            {
                other.Fill(_scored, _builder, _mean, first);
                for (var place = 0; place < _size; place++)
                {
                    propensities[place] += other.Slate[place] == decided.Slate[place] ? _first[first] : 0;
                }
            }
        }

        return [.. propensities.Select(propensity => Math.Min(1, propensity))];
    }
}
