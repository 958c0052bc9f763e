using System.Text.Json.Nodes;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests;

public sealed class When_the_demonstration_runs : IAsyncLifetime
{
    private readonly StubPlatform _platform = new();
    private readonly TemporaryFolder _samples = Samples.People();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        _samples.Dispose();
        return _platform.DisposeAsync();
    }

    [Fact]
    public async Task Should_succeed_when_everything_holds()
    {
        var run = await DemoAsync();

        run.Exit.ShouldBe(0, run.Out + run.Error);
    }

    [Fact]
    public async Task Should_print_exactly_one_document()
    {
        var run = await DemoAsync("--json");

        var report = JsonNode.Parse(run.Out)!;
        report["observations"]!.AsArray().Count.ShouldBe(3);
        var first = report["observations"]![0]!;
        first["input"]!["userId"]!.GetValue<string>().ShouldBe("ana");
        first["input"]!.AsObject().ContainsKey("imageBytes").ShouldBeFalse();
        first["emotion"]!["label"]!.GetValue<string>().ShouldBe("sadness");
        first["intent"]!["label"]!.GetValue<string>().ShouldBe("comfort");
        first["modalities"]!["image"]!["weight"]!.GetValue<double>().ShouldBe(0.4);
        first["items"]!.AsArray().Count.ShouldBe(10);
        first["items"]![0]!["explanation"]!["congruence"]!.GetValue<double>().ShouldBe(0.5);
        first["timingsMs"]!["total"]!.GetValue<double>().ShouldBe(12);
    }

    [Fact]
    public async Task Should_show_an_item_from_the_middle_rise()
    {
        var run = await DemoAsync("--json");

        var ranking = JsonNode.Parse(run.Out)!["ranking"]!;
        ranking["rewarded"]!.GetValue<string>().ShouldBe("m-6");
        ranking["rewardedBefore"]!.GetValue<int>().ShouldBe(6);
        ranking["rewardedAfter"]!.GetValue<int>().ShouldBe(1);
        ranking["before"]!.AsArray().Select(id => id!.GetValue<string>()).ShouldBe(Enumerable.Range(1, 10).Select(i => $"m-{i}"));
        ranking["after"]!.AsArray()[0]!.GetValue<string>().ShouldBe("m-6");
    }

    [Fact]
    public async Task Should_say_everything_else_on_standard_error()
    {
        var run = await DemoAsync("--json");

        run.Error.ShouldContain("emotion     sadness");
        run.Error.ShouldContain("I feel [lonely]");
    }

    [Fact]
    public async Task Should_print_what_was_perceived_and_why_items_were_chosen()
    {
        var run = await DemoAsync();

        run.Out.ShouldContain("intent      comfort");
        run.Out.ShouldContain("image 0.40");
        run.Out.ShouldContain("audio rejected (is silent)");
        run.Out.ShouldContain("congruence +0.500, intent +0.250");
        run.Out.ShouldContain("> m-6");
        run.Out.ShouldNotContain("\u001b", Case.Sensitive, "a file is no terminal");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_send_media_as_they_are()
    {
        await DemoAsync();

        var form = _platform.Observations[0].Form.ShouldNotBeNull();
        form.Files.Select(file => file.Name).ShouldBe(["image", "audio"]);
        form.Files["image"]!.Length.ShouldBe(3);
        JsonNode.Parse(form["request"].ToString())!["options"]!["deadlineMs"]!.GetValue<int>().ShouldBe(7_000);
    }

    [Fact]
    public async Task Should_report_that_the_item_was_enjoyed()
    {
        await DemoAsync();

        _platform.Signals.Select(signal => signal.Kind).ShouldBe(
            [SignalKind.Like, SignalKind.Dwell, SignalKind.Complete, SignalKind.Replay]);
        _platform.Signals.ShouldAllBe(signal => signal.ItemId == "m-6");
        _platform.Signals.Select(signal => signal.Id).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Should_fail_when_nothing_is_learned()
    {
        _platform.Learns = false;

        var run = await DemoAsync("--json", "--timeout", "1");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("m-6 did not rise: position 6 before, 6 after.");
        JsonNode.Parse(run.Out)!["ranking"]!["rewardedAfter"]!.GetValue<int>().ShouldBe(6);
    }

    [Fact]
    public async Task Should_fail_when_parts_do_not_sum_to_the_score()
    {
        _platform.MissingPart = 0.1;

        var run = await DemoAsync();

        run.Exit.ShouldBe(1);
        run.Out.ShouldContain("ana: the parts of m-1 sum to 0.65, not to its score 0.75.");
    }

    [Fact]
    public async Task Should_fail_when_a_row_of_the_catalog_is_refused()
    {
        _platform.RefusedRows.Add(new RejectedRow(7, "title is required"));

        var run = await DemoAsync();

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("line 7: title is required");
    }

    [Fact]
    public async Task Should_name_the_line_of_a_samples_file_that_is_broken()
    {
        _samples.Write("observations.json", "[\n{ \"userId\": 5 }\n]");

        var run = await DemoAsync();

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("observations.json, line 2");
    }

    [Fact]
    public async Task Should_name_a_medium_that_is_missing()
    {
        File.Delete(Path.Combine(_samples.Path, "media", "a.png"));

        var run = await DemoAsync();

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("a.png");
    }

    [Fact]
    public async Task Should_put_the_true_emotion_of_real_people_beside_the_recognised_one()
    {
        using var data = Samples.RealData();

        var run = await DemoAsync("--data", data.Path, "--people", "7", "--json");

        run.Exit.ShouldBe(0, run.Error);
        var observations = JsonNode.Parse(run.Out)!["observations"]!.AsArray();
        observations.Select(observation => observation!["input"]!["trueEmotion"]!.GetValue<string>())
            .ShouldBe(["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"], ignoreOrder: true);
        run.Error.ShouldContain("labelled    sadness, as recognised");
        run.Error.ShouldContain("labelled    joy\n".ReplaceLineEndings());
    }

    private Task<Cli> DemoAsync(params string[] more) =>
        Cli.RunAsync(["demo", "--url", _platform.Url, "--key", "k", "--samples", _samples.Path, .. more]);
}
