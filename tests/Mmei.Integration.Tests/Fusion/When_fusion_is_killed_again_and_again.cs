using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Fusion;

/// <summary>
/// Two fusion processes and a ranking process over a real broker, with shuffled and repeated messages, while fusion is killed at random
/// moments:
/// every observation is answered, once, with all that was sent of it. An outcome that a crash repeats has the message id of the first,
/// which is the one
/// that counts: the gateway has forgotten the observation when the second comes, which may know less, of a repeated ticket whose parts are
/// done with.
/// </summary>
public sealed class When_fusion_is_killed_again_and_again(RabbitMqServer broker, ITestOutputHelper output) : IClassFixture<RabbitMqServer>
{
    private const int Seed = 20;
    private const int Observations = 2_000;
    private const int Kills = 10;
    private const int AtOnce = 20;

    /// <summary>More than it takes to start fusion on a busy machine, so that what is complete is never degraded.</summary>
    private const int BudgetMs = 30_000;

    private const string ReplyKind = "mmei.test-gateway";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_answer_every_observation_once()
    {
        using var folder = new TempFolder();
        using var gateway = await StartGatewayAsync();
        await using var ranking = ServiceProcess.Start("services/ranking/Mmei.Ranking", RankingSettings(folder));
        await using var fusion = new FusionReplicas(2, broker.Settings);
        await Task.WhenAll(ranking.ReadyAsync(), fusion.StartAsync());
        var answers = gateway.Services.GetRequiredService<Answers>();

        using var sent = new CancellationTokenSource();
        var killing = fusion.KillAsync(new Random(Seed), Kills, Pause, sent.Token);
        var observations = await SendAsync(gateway.Services, killsSoFar: () => fusion.Kills);
        await sent.CancelAsync();
        await killing;
        await UntilAsync(() => answers.Count >= observations.Count);

        fusion.Kills.ShouldBeGreaterThanOrEqualTo(Kills);
        observations.Count.ShouldBeGreaterThanOrEqualTo(Observations);
        var all = answers.All;
        all.Keys.Except(observations.Select(observation => observation.Id)).ShouldBeEmpty("unexpected");
        observations.Where(observation => !all.ContainsKey(observation.Id)).ShouldBeEmpty("lost");
        all.Where(entry => entry.Value.DistinctBy(answer => answer.Result).Count() > 1).ShouldBeEmpty("answered with two results");
        all.Where(entry => entry.Value.DistinctBy(answer => answer.MessageId).Count() > 1).ShouldBeEmpty("answered twice");
        observations.Select(observation => (Sent: observation, First: all[observation.Id].MinBy(answer => answer.At)!))
            .Where(pair => !AsSent(pair.Sent, pair.First))
            .Select(Describe)
            .ShouldBeEmpty("answered with less than was sent");
        var slowest = observations.Where(observation => observation.Silent.Count == 0).Max(
            observation => all[observation.Id].Min(answer => answer.At) - observation.MadeAt);
        output.WriteLine($"{observations.Count} observations, {fusion.Kills} kills; the slowest complete one took {slowest.TotalSeconds:F1} s.");
    }

    /// <summary>Sends, some at once, until enough is sent and enough is killed.</summary>
    private static async Task<List<ScriptedObservation>> SendAsync(IServiceProvider services, Func<int> killsSoFar)
    {
        var random = new Random(Seed);
        var (sender, topology) = (services.GetRequiredService<IMessageSender>(), services.GetRequiredService<Topology>());
        var replyAddress = services.GetRequiredService<InstanceName>().AddressOf(ReplyKind);
        var observations = new List<ScriptedObservation>();
        while (observations.Count < Observations || killsSoFar() < Kills)
        {
            var next = Enumerable.Range(0, AtOnce).Select(
                _ => ScriptedObservation.Make(random, replyAddress, BudgetMs, TimeProvider.System)).ToList();
            observations.AddRange(next);
            await Task.WhenAll(next.SelectMany(observation => observation.Deliveries.Select(message =>
                SendAsync(sender, topology.ShardOf(observation.Id), message))));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 400)), TimeProvider.System, Cancelled);
        }

        return observations;
    }

    private static Task SendAsync(IMessageSender sender, int shard, IPartOfObservation message) => message switch
    {
        OpenObservation ticket => sender.SendToShardAsync(shard, ticket, Cancelled),
        ModalityEncoded part => sender.SendToShardAsync(shard, part, Cancelled),
        ModalityRejected rejection => sender.SendToShardAsync(shard, rejection, Cancelled),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    /// <summary>
    /// Whether an answer names every modality that was expected, as used or rejected where it was sent and as missing where it was not.
    /// </summary>
    private static bool AsSent(ScriptedObservation observation, Answers.Answer answer)
    {
        var statuses = answer.Modalities.ToDictionary(result => result.Modality, result => result.Status);
        return observation.Ticket.Expected.All(
            modality => (statuses[modality] == ModalityStatus.Missing) == observation.Silent.Contains(modality))
            && (answer.Result == "failed" || answer.Degraded == observation.Silent.Count > 0);
    }

    private static string Describe((ScriptedObservation Sent, Answers.Answer First) pair) =>
        $"{pair.Sent.Id}: sent {string.Join(' ', pair.Sent.Deliveries.Select(message => message is ModalityEncoded part ? $"{part.Modality}" : message.GetType().Name))}, "
        + $"after {pair.First.At - pair.Sent.MadeAt} answered {string.Join(' ', pair.First.Modalities.Select(result => $"{result.Modality} {result.Status} {result.Reason}"))}";

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        timeout.CancelAfter(Patience);
        while (!holds() && !timeout.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }
    }

    private Dictionary<string, string?> RankingSettings(TempFolder folder) => new(broker.Settings)
    {
        ["Storage:Provider"] = "Sqlite",
        ["Storage:ConnectionString"] = $"Data Source={folder["ranking.db"]}",
    };

    private async Task<IHost> StartGatewayAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(broker.Settings);
        builder.Services.AddSingleton<Answers>();
        builder.AddMessaging(bus =>
        {
            bus.AddConsumer<Answers.Listener>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint(ReplyKind, (endpoint, context) => endpoint.ConfigureConsumer<Answers.Listener>(context));
        });
        var host = builder.Build();
        await host.StartAsync(Cancelled);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancelled);
        return host;
    }
}
