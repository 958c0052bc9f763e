using Mmei.Learning.Numerics;

namespace Mmei.Feedback.Votes;

/// <summary>
/// What feedback says of an item as such, whoever gives it. Multiples of 2^-16, so sums are exact: what was added can be taken out again
/// to the last bit, in any order.
/// </summary>
/// <param name="For">For the item.</param>
/// <param name="Against">Against it.</param>
/// <param name="Felt">Of people whose mood afterwards is known.</param>
/// <param name="Worse">Of these, people who felt clearly worse.</param>
internal readonly record struct Vote(double For, double Against, double Felt, double Worse)
{
    // What stands at the top is taken for standing there, too (trust bias; Agarwal et al., WWW 2019): this share of a reward at position 1
    // is the place's, half of it at position 2, an eighth at 8. Stored sums are made with it: a change needs them to be counted anew.
    private const double ShareOfThePlace = 0.3;

    public static Vote operator +(Vote left, Vote right) =>
        new(left.For + right.For, left.Against + right.Against, left.Felt + right.Felt, left.Worse + right.Worse);

    public static Vote operator -(Vote left, Vote right) =>
        new(left.For - right.For, left.Against - right.Against, left.Felt - right.Felt, left.Worse - right.Worse);

    /// <summary>What an item that was looked at earned there.</summary>
    /// <param name="reward">In [0, 1].</param>
    /// <param name="position">From 1.</param>
    /// <param name="worse">Whether the person felt clearly worse afterwards, which speaks against the item whatever they did with it; null
    /// where that is not known.</param>
    public static Vote Of(double reward, long position, bool? worse)
    {
        var (felt, harmed) = (worse is null ? 0 : 1, worse is true ? 1 : 0);
        return harmed > 0
            ? new Vote(0, 1, felt, harmed)
            : new Vote(ExactGrid.Reward(reward * (1 - (ShareOfThePlace / position))), ExactGrid.Reward(1 - reward), felt, harmed);
    }

    /// <summary>No more than one vote, however often the person met the item: a fan or a machine makes nothing popular alone.</summary>
    public Vote AtMostOne()
    {
        var (counts, moods) = (Scale(For + Against), Scale(Felt));
        return new Vote(
            ExactGrid.Reward(For * counts),
            ExactGrid.Reward(Against * counts),
            ExactGrid.Reward(Felt * moods),
            ExactGrid.Reward(Worse * moods));
    }

    private static double Scale(double sum) => sum > 1 ? 1 / sum : 1;
}
