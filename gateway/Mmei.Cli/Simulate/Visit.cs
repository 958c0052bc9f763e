using Mmei.Cli.Simulate.World;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate;

/// <summary>A session that took place.</summary>
/// <param name="Person">Who.</param>
/// <param name="Session">Which, from 0.</param>
/// <param name="Feels">The true emotion.</param>
/// <param name="Recognised">What the platform said of it, by round.</param>
/// <param name="Looks">All that was looked at.</param>
/// <param name="Ndcg">Of its lists, on average.</param>
internal sealed record Visit(
    int Person, int Session, Emotion Feels, IReadOnlyList<Emotion> Recognised, IReadOnlyList<Look> Looks, double Ndcg);

/// <summary>All sessions of an arm that took place.</summary>
internal sealed record ArmResult(Arm Arm, IReadOnlyList<Visit> Visits)
{
    /// <summary>By person: seconds with items.</summary>
    public double[] Engagement(int people) => ByPerson(people, visits => visits.Sum(visit => visit.Looks.Sum(look => look.Seconds)));

    /// <summary>By person: the mean utility of what was looked at.</summary>
    public double[] Satisfaction(int people) =>
        ByPerson(people, visits => visits.SelectMany(visit => visit.Looks).Average(look => look.Utility));

    public double[] Ndcg(int people) => ByPerson(people, visits => visits.Average(visit => visit.Ndcg));

    /// <summary>The share of rounds in which the platform named the true emotion.</summary>
    public double Recognised => Visits.SelectMany(visit => visit.Recognised.Select(label => label == visit.Feels ? 1.0 : 0)).Average();

    // Everybody comes to the first session, so nobody is without one.
    private double[] ByPerson(int people, Func<IReadOnlyList<Visit>, double> measure)
    {
        var visits = Visits.ToLookup(visit => visit.Person);
        return [.. Enumerable.Range(0, people).Select(person => measure([.. visits[person]]))];
    }
}
