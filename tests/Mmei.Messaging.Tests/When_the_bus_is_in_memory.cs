namespace Mmei.Messaging.Tests;

public sealed class When_the_bus_is_in_memory : BusConformance
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Bus:Transport"] = "InMemory" };
}
