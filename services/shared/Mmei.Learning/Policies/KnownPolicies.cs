namespace Mmei.Learning.Policies;

/// <summary>The policies by name, as settings, snapshots and answers have them.</summary>
public static class KnownPolicies
{
    public const string ThompsonSampling = PolicyState.LinearThompsonSampling;
    public const string UpperConfidence = "lin-ucb";
    public const string EpsilonGreedy = "epsilon-greedy";
    public const string Softmax = "softmax";
    public const string SquareCb = "square-cb";
    public const string Random = "random";

    /// <summary>The baseline: what the learner knows does not count.</summary>
    public const string Congruence = "congruence";

    /// <summary>The baseline, beside which the learner is tried in a share of decisions.</summary>
    public const string Apprentice = "apprentice";

    public static IReadOnlyList<string> Names { get; } =
        [ThompsonSampling, UpperConfidence, EpsilonGreedy, Softmax, SquareCb, Random, Congruence, Apprentice];

    /// <summary>
    /// The most that a policy may explore by. It is never below 0, and 0 never explores, but for the
    /// random policy, which has none.
    /// </summary>
    public static double MostExploration(string name) => name switch
    {
        EpsilonGreedy => 1,
        Apprentice => Policies.Apprentice.MostShare,
        _ => 100,
    };

    /// <summary>Whether it ranks by congruence alone, whatever was learned, but for a stated share of first places.</summary>
    public static bool IsBaseline(string name) => name is Congruence or Apprentice;

    /// <summary>What keeps a policy from exploring so, by <c>policy</c> or <c>exploration</c>; nothing where it may.</summary>
    public static IEnumerable<(string Field, string Problem)> ProblemsOf(string? policy, double? exploration)
    {
        if (policy is null || !Names.Contains(policy))
        {
            yield return ("policy", $"must be one of {string.Join(", ", Names)}, not '{policy}'");
        }
        else if (!(exploration >= 0 && exploration <= MostExploration(policy)))
        {
            yield return ("exploration", $"must be a number from 0 to {MostExploration(policy)} for {policy}");
        }
    }

    /// <summary>The policy of a state.</summary>
    /// <exception cref="CorruptStateException">It has a name that is not known here, or explores more than it may.</exception>
    public static IPolicy Of(PolicyState state) => Create(state.Name, state.NoiseScale, state.Count);

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="amount">
    /// How much it explores: of lin-ts and lin-ucb what a deviation counts, of epsilon-greedy the share of decisions, of softmax the
    /// temperature, of square-cb the number by which sqrt(count) is divided for gamma, of apprentice the share of decisions in which the
    /// learner is tried, and what a deviation counts of it.
    /// </param>
    /// <param name="count">Number of rewards learned from: square-cb explores less with more.</param>
    private static IPolicy Create(string name, double amount, long count) => name switch
    {
        _ when !Names.Contains(name) => throw new CorruptStateException($"is of the policy '{name}', which is not known here"),
        _ when amount > MostExploration(name) => throw new CorruptStateException($"explores by {amount}, which {name} cannot"),
        ThompsonSampling => new ThompsonSampling(),
        UpperConfidence => new UpperConfidence(),
        EpsilonGreedy => new EpsilonGreedy(amount),
        Softmax => new Softmax(amount),
        SquareCb when amount > 0 => new SquareCb(Math.Sqrt(Math.Max(1, count)) / amount),
        Random => new UniformChoice(),
        Apprentice => new Apprentice(amount),
        _ => new Greedy(),
    };
}
