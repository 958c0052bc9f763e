namespace Mmei.Integration.Tests.Tenants;

/// <summary>What the calls of the API can name.</summary>
/// <param name="Item">What the ids of items begin with: -1, -2 and so on follow.</param>
/// <param name="User">Whom the decision was made for.</param>
/// <param name="Session">Of the observation.</param>
/// <param name="Decision">With its feedback.</param>
/// <param name="Observation">What the decision was made of.</param>
/// <param name="Later">An observation whose answer is fetched afterwards.</param>
/// <param name="Snapshot">A version of the policy that is kept.</param>
/// <param name="Experiment">What the names of experiments begin with.</param>
/// <param name="IdempotencyKey">Of calls that were made.</param>
internal sealed record Named(
    string Item, string User, string Session, Guid Decision, Guid Observation, Guid Later, long Snapshot, string Experiment,
    string IdempotencyKey)
{
    /// <summary>When the person did something with an item.</summary>
    public string At { get; } = $"{TimeProvider.System.GetUtcNow():O}";

    /// <summary>Names of the same form for what nobody has.</summary>
    public static Named Nothing { get; } = new(
        "nothing", "nobody-1", "no-session-1", Unused(1), Unused(2), Unused(3), 1_000_000, "no-trial", "no-call-1");

    /// <summary>A text without the names in it and without what differs from answer to answer, so that two can be compared.</summary>
    public string Without(string text) =>
        new[] { Experiment, Item, User, Session, $"{Decision}", $"{Observation}", $"{Later}", $"{Snapshot}" }
        .Aggregate(text, (left, name) => left.Replace(name, "NAME", StringComparison.Ordinal));

    private static Guid Unused(int last) => Guid.Parse($"0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b0{last}");
}
