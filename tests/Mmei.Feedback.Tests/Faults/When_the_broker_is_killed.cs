using System.Net;
using Mmei.Contracts.V1;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>On a broker of its own, because it is killed.</summary>
public sealed class When_the_broker_is_killed : IAsyncLifetime
{
    private readonly RabbitMqServer _broker = new();
    private readonly TempFolder _folder = new();

    public async ValueTask InitializeAsync() => await _broker.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_take_feedback_and_send_the_reward_when_it_is_back()
    {
        await using var app = await FeedbackApp.StartAsync(new Dictionary<string, string?>(_broker.Settings)
        {
            ["Storage:ConnectionString"] = $"Data Source={_folder["feedback.db"]}",
        });
        await app.Ranker.SendAsync(DecisionNow(1), TestContext.Current.CancellationToken);
        await app.PostAsync(PostedLike(1, "item-1"));
        await app.ReceiveAsync<RewardAssigned>();
        await _broker.KillAsync();

        (await app.PostAsync(PostedLike(1, "item-2"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _broker.StartAsync();

        (await app.ReceiveAsync<RewardAssigned>(reward => reward.ItemId == "item-2")).Revision.ShouldBe(1);
    }
}
