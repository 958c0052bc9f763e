using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests;

/// <summary>From words to the order of items, with the models of words that models/test_fixtures/word_models.py makes.</summary>
public sealed class When_something_is_asked_for : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TempFolder _models = new();

    public When_something_is_asked_for()
    {
        foreach (var model in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "models", "artifacts"))
            .Concat(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "Mmei.Testing", "Models"))))
        {
            Directory.CreateSymbolicLink(_models[Path.GetFileName(model)], model);
        }
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("rabbitmq")]
    public async Task Should_recommend_what_was_asked_for_first_and_say_so(string bus)
    {
        await using var platform = await RunningPlatform.StartAsync(
            bus, ("Models__Root", _models.Path), ("Models__Text", "text-words@1"), ("Models__Content", "content-words@1"));
        string[] titles = ["a funny garden", "a scary house", "a funny house", "a scary garden"];
        await StockAsync(platform, titles);

        var asked = await ObserveAsync(platform, "a scary house please");
        var spoken = await ObserveAsync(platform, "maybe a scary house");
        var told = await ObserveAsync(platform, "a scary house");

        asked.Items.Count.ShouldBe(titles.Length);
        asked.Items[0].Title.ShouldBe("a scary house");
        asked.Items[^1].Title.ShouldBe("a funny garden");
        asked.Items[0].Explanation.ShouldNotBeNull().Said.ShouldBe(8 * 0.9, 0.03);
        asked.Items.ShouldAllBe(item => Math.Abs(SumOf(item.Explanation!) - item.Score) < 1e-9);
        spoken.Items[0].Title.ShouldBe("a scary house");
        spoken.Items[0].Explanation.ShouldNotBeNull().Said.ShouldBe(8 * 0.25, 0.03);
        told.Items.ShouldAllBe(item => item.Explanation!.Said == 0);
    }

    public void Dispose() => _models.Dispose();

    private static double SumOf(Explanation parts) =>
        parts.Congruence + parts.Intent + parts.Said + parts.Affinity + parts.Policy + parts.Diversity;

    private static Task<ObservationAnswer> ObserveAsync(RunningPlatform platform, string text) => platform.Client.ObserveAsync(
        new ObservationRequest { UserId = "ann", Text = text, Options = new OptionsRequest { DeadlineMs = 10_000, Mood = MoodGoal.Match } },
        TestContext.Current.CancellationToken);

    private static async Task StockAsync(RunningPlatform platform, string[] titles)
    {
        var cancelled = TestContext.Current.CancellationToken;
        foreach (var title in titles)
        {
            using var stored = await platform.Http.PutAsJsonAsync(
                $"/v1/items/{title.Replace(' ', '-')}", new { kind = "story", title }, JsonSerializerOptions.Web, cancelled);
            stored.EnsureSuccessStatusCode();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        timeout.CancelAfter(Patience);
        while ((await platform.Http.GetFromJsonAsync<CatalogStatus>(
            "/v1/items:status", JsonSerializerOptions.Web, timeout.Token))!.Indexed < titles.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, timeout.Token);
        }
    }
}
