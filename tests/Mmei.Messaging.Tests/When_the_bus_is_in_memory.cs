using Mmei.Contracts.V1;

namespace Mmei.Messaging.Tests;

public sealed class When_the_bus_is_in_memory : BusConformance
{
    [Fact]
    public async Task Should_hold_what_is_sent_before_it_has_its_queues()
    {
        using var host = Build();
        var reward = new RewardAssigned
        {
            TenantId = "t",
            DecisionId = Guid.Empty,
            ItemId = "early",
            Reward = 1,
            Revision = 1,
            Disliked = false,
            At = DateTimeOffset.UnixEpoch,
        };
        var sent = host.Sender.SendAsync(reward, TestContext.Current.CancellationToken);

        await host.StartAsync();
        await sent;

        (await host.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("early");
    }

    private protected override Task<Dictionary<string, string?>> SettingsAsync() =>
        Task.FromResult(new Dictionary<string, string?> { ["Bus:Transport"] = "InMemory" });
}
