namespace Mmei.Cli.Simulate;

/// <summary>What a run gave: one document.</summary>
internal sealed record SimulationReport
{
    public required int Seed { get; init; }

    public required int Users { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Whether the emotion came through measured confusions and words, not through media.</summary>
    public required bool Fast { get; init; }

    /// <summary>What the paper reports of MMEI, measured on its authors' people.</summary>
    public PaperGain Paper { get; } = new(0.152, 0.118);

    public required IReadOnlyList<ArmFigures> Arms { get; init; }

    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Emotion-driven against agnostic, both with learning, by the accuracy of recognition; empty without a sweep.</summary>
    public required IReadOnlyList<Comparison> Sweep { get; init; }

    public static SimulationReport Of(int seed, int users, int sessions, bool fast, IReadOnlyList<ArmResult> results)
    {
        Comparison Compare(ArmResult with, ArmResult without) => Comparison.Of(with, without, users, seed);
        var arms = results.ToDictionary(result => result.Arm.Name);
        var plain = arms[ArmNames.AgnosticLearning];
        return new SimulationReport
        {
            Seed = seed,
            Users = users,
            Sessions = sessions,
            Fast = fast,
            Arms = [.. results.Select(result => ArmFigures.Of(result, users, sessions))],
            Comparisons =
            [
                Compare(arms[ArmNames.EmotionLearning], plain),
                Compare(arms[ArmNames.Emotion], arms[ArmNames.Agnostic]),
                Compare(arms[ArmNames.EmotionLearning], arms[ArmNames.Emotion]),
                Compare(plain, arms[ArmNames.Agnostic]),
            ],
            Sweep = [.. results.Where(result => result.Arm.Accuracy is not null).Select(result => Compare(result, plain))],
        };
    }
}

internal sealed record PaperGain(double Engagement, double Satisfaction);

/// <summary>What people got in one arm.</summary>
internal sealed record ArmFigures
{
    public required string Name { get; init; }

    public required int SessionsHeld { get; init; }

    /// <summary>The share of rounds in which the platform named the true emotion.</summary>
    public required double Recognised { get; init; }

    /// <summary>Seconds with items, a person.</summary>
    public required double Engagement { get; init; }

    public required double Satisfaction { get; init; }

    public required double Ndcg { get; init; }

    /// <summary>None where nobody came.</summary>
    public required IReadOnlyList<double?> NdcgBySession { get; init; }

    public static ArmFigures Of(ArmResult result, int users, int sessions) => new()
    {
        Name = result.Arm.Name,
        SessionsHeld = result.Visits.Count,
        Recognised = result.Recognised,
        Engagement = result.Engagement(users).Average(),
        Satisfaction = result.Satisfaction(users).Average(),
        Ndcg = result.Ndcg(users).Average(),
        NdcgBySession =
        [
            .. Enumerable.Range(0, sessions)
                .Select(session => result.Visits.Where(visit => visit.Session == session).Average(visit => (double?)visit.Ndcg)),
        ],
    };
}

/// <summary>The same people in two arms.</summary>
internal sealed record Comparison
{
    public required string Arm { get; init; }

    public required string Against { get; init; }

    /// <summary>How often the first arm's platform named the true emotion.</summary>
    public required double Recognised { get; init; }

    public required Gain Engagement { get; init; }

    public required Gain Satisfaction { get; init; }

    public required Gain Ndcg { get; init; }

    public static Comparison Of(ArmResult with, ArmResult without, int users, int seed) => new()
    {
        Arm = with.Arm.Name,
        Against = without.Arm.Name,
        Recognised = with.Recognised,
        Engagement = Gain.Of(with.Engagement(users), without.Engagement(users), seed),
        Satisfaction = Gain.Of(with.Satisfaction(users), without.Satisfaction(users), seed),
        Ndcg = Gain.Of(with.Ndcg(users), without.Ndcg(users), seed),
    };
}
