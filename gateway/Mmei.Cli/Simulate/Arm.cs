namespace Mmei.Cli.Simulate;

/// <summary>One way of recommending to the same people, in a tenant of its own.</summary>
internal sealed record Arm(string Name, Channel Channel, bool Learns)
{
    /// <summary>The share of emotions that its channel lets through rightly, where it was set.</summary>
    public double? Accuracy { get; init; }
}
