using Mmei.Learning.Experiments;

namespace Mmei.Feedback.Experiments;

/// <summary>Sums over the people of one arm who were followed to the end, and of the squares of what is summed.</summary>
internal sealed record ArmSums
{
    public string Arm { get; init; } = "";

    public long Exposed { get; init; }

    public long Counted { get; init; }

    public double Dwell { get; init; }

    public double Dwell2 { get; init; }

    public double Satisfaction { get; init; }

    public double Satisfaction2 { get; init; }

    public double Reward { get; init; }

    public double Reward2 { get; init; }

    public double Returned { get; init; }

    public double Returned2 { get; init; }

    public double Diversity { get; init; }

    public double Diversity2 { get; init; }

    /// <summary>Of those who count, who had at least two items at once.</summary>
    public long Diverse { get; init; }

    public Moments OfDwell => Moments.OfSums(Counted, Dwell, Dwell2);

    public Moments OfSatisfaction => Moments.OfSums(Counted, Satisfaction, Satisfaction2);

    public Moments OfReward => Moments.OfSums(Counted, Reward, Reward2);

    public Moments OfReturned => Moments.OfSums(Counted, Returned, Returned2);

    public Moments OfDiversity => Moments.OfSums(Diverse, Diversity, Diversity2);
}
