using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Faults;

/// <summary>
/// Inputs that were once answered wrongly, from the folder <c>faults</c> of an optional data folder beside the checkout;
/// <c>MMEI_TEST_DATA</c> names another. The first two digits of a file's name tell what it is about.
/// </summary>
public sealed partial class When_known_faults_are_tried_again : IAsyncLifetime
{
    private const string NoFace = "No face was found.";
    private const string NoSpeech = "Nobody speaks in the sound.";
    private const string Joyful = "We won the final! I am so happy, this is the best day of my life!";

    private static readonly string Folder = Path.Combine(
        Environment.GetEnvironmentVariable("MMEI_TEST_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data"), "faults");

    private readonly TempFolder _temporary = new();
    private RunningPlatform? _platform;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningPlatform Platform => _platform!;

    public async ValueTask InitializeAsync()
    {
        if (Directory.Exists(Folder))
        {
            _platform = await RunningPlatform.StartAsync("memory", ("Feedback__RewardWindow", "00:00:03"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_platform is not null)
        {
            await _platform.DisposeAsync();
        }

        _temporary.Dispose();
    }

    [Fact]
    public async Task Should_answer_each_of_them_rightly()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"There is no {Folder}; MMEI_TEST_DATA names the folder that holds 'faults'.");
        await Samples.ImportCatalogAsync(Platform.Client, Cancellation);
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal))
        {
            var said = await TryAsync(file);
            TestContext.Current.TestOutputHelper!.WriteLine($"{Path.GetFileName(file)}: {said ?? "right"}");
            wrong.AddRange(said is null ? [] : [$"{Path.GetFileName(file)}: {said}"]);
        }

        wrong.ShouldBeEmpty();
    }

    /// <returns>Null where all is as it should be, else what is not.</returns>
    private async Task<string?> TryAsync(string file)
    {
        try
        {
            switch (Path.GetFileName(file)[..2])
            {
                case "01": await CharsetsAsync(file); break;
                case "02": await NamesInOneStringAsync(file); break;
                case "03": await OtherCharactersAsync(file); break;
                case "04": await NothingToSeeAsync(file); break;
                case "05": await PackedAsync(file); break;
                case "06" or "07": await HeardAsync(file); break;
                case "08": await SeenAsync(file); break;
                case "10": await LateAsync(file); break;
                case "11": await PortTakenAsync(file); break;
                default: return "nobody says what the right answer is";
            }

            return null;
        }
        catch (ShouldAssertException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>A charset in quotes is one, of another than UTF-8 the answer names it, and none is a failure of ours.</summary>
    private async Task CharsetsAsync(string file)
    {
        var answers = (await RunAsync(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        int[] codes = [.. answers.Select(answer => int.Parse(answer[^3..], System.Globalization.CultureInfo.InvariantCulture))];
        codes.ShouldAllBe(code => code < 500);
        codes[..3].ShouldBe([200, 201, 400]);
        codes[^3..].ShouldBe([415, 415, 415]);
        answers[^3..].ShouldAllBe(answer => answer.Contains("bogus", StringComparison.Ordinal));
    }

    /// <summary>Several names in one string are none.</summary>
    private async Task NamesInOneStringAsync(string file)
    {
        var asked = await ObserveAsync(Text(Joyful));
        var answers = (await RunAsync(
            file, ("DECISION", (string)asked["decisionId"]!), ("ITEM", (string)asked["items"]![0]!["id"]!))).Split('\n');

        foreach (var i in new[] { 0, 2, 3 })
        {
            ((int?)JsonNode.Parse(answers[i])!["status"]).ShouldBe(400, answers[i]);
        }

        answers[1].ShouldContain("\"rejected\":1");
        answers[1].ShouldContain("\"status\":404");
    }

    /// <summary>Bytes that are not UTF-8 are refused with their line, or read as what they are said to be.</summary>
    private async Task OtherCharactersAsync(string file)
    {
        var plain = await ImportAsync(file, "text/csv");
        ((int)plain["rejected"]!).ShouldBe(1, plain.ToJsonString());
        ((int)plain["errors"]![0]!["line"]!).ShouldBe(2);

        var declared = await ImportAsync(file, "text/csv; charset=windows-1252");
        if (((int?)declared["accepted"] ?? 0) > 0)
        {
            ((string?)(await GetAsync("/v1/items/cp-1"))["title"]).ShouldBe("caf\u00e9");
        }
    }

    /// <summary>A picture that shows nobody is left out, says so, and changes nothing of what was said.</summary>
    private async Task NothingToSeeAsync(string file)
    {
        var said = await ObserveAsync(Text(Joyful));
        var both = await ObserveAsync(With(Text(Joyful), "image", file));
        var alone = await ObserveAsync(With(Text(null), "image", file));

        ((string?)both["modalities"]?["image"]?["status"]).ShouldBe("rejected", both.ToJsonString());
        ((string?)both["modalities"]!["image"]!["reason"]).ShouldBe(NoFace);
        ((string?)both["emotion"]!["label"]).ShouldBe((string?)said["emotion"]!["label"]);
        ((int?)alone["status"]).ShouldBe(422);
        ((string?)alone["errors"]?["image"]?[0]).ShouldBe(NoFace);
    }

    private async Task PackedAsync(string file)
    {
        var report = await ImportAsync(file, "application/x-ndjson", "gzip");

        ((int?)report["accepted"]).ShouldBe(1, report.ToJsonString());
    }

    /// <summary>It is read; whether somebody speaks in it is another question.</summary>
    private async Task HeardAsync(string file) => ShouldBeRead(await ObserveAsync(With(Text(Joyful), "audio", file)), "audio", NoSpeech);

    private async Task SeenAsync(string file) => ShouldBeRead(await ObserveAsync(With(Text(Joyful), "image", file)), "image", NoFace);

    private static void ShouldBeRead(JsonNode answer, string modality, string nothingThere)
    {
        var outcome = answer["modalities"]?[modality].ShouldNotBeNull(answer.ToJsonString());
        if ((string?)outcome!["status"] != "used")
        {
            ((string?)outcome["reason"]).ShouldBe(nothingThere);
        }
    }

    /// <summary>What was disliked after the reward window is not recommended either: the last line counts it.</summary>
    private async Task LateAsync(string file)
    {
        var said = await RunAsync(file);

        said.TrimEnd().Split('\n')[^1].ShouldBe("0", said);
    }

    private async Task PortTakenAsync(string file) => Ready().Count(await RunAsync(file)).ShouldBeLessThan(2);

    private Task<string> RunAsync(string file, params (string Name, string Value)[] more) => ScriptFile.RunAsync(
        file,
        [
            ("B", Platform.Http.BaseAddress!.OriginalString.TrimEnd('/')), ("KEY", Platform.Http.DefaultRequestHeaders.GetValues("X-Api-Key").Single()),
            ("TMPDIR", _temporary.Path), .. more,
        ]);

    private static MultipartFormDataContent Text(string? text)
    {
        var request = new JsonObject
        {
            ["options"] = new JsonObject { ["deadlineMs"] = 10_000 },
            ["consent"] = new JsonObject { ["image"] = true, ["audio"] = true, ["purpose"] = "recommendation" },
        };
        if (text is not null)
        {
            request["text"] = text;
        }

        return new MultipartFormDataContent { { new StringContent(request.ToJsonString()), "request" } };
    }

    private static MultipartFormDataContent With(MultipartFormDataContent parts, string name, string file)
    {
        parts.Add(new ByteArrayContent(File.ReadAllBytes(file)), name, Path.GetFileName(file));
        return parts;
    }

    private async Task<JsonNode> ObserveAsync(HttpContent body)
    {
        using var sent = body;
        using var answer = await Platform.Http.PostAsync(Relative("/v1/observations"), sent, Cancellation);
        return await ReadAsync(answer);
    }

    private async Task<JsonNode> ImportAsync(string file, string type, string? encoding = null)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(file, Cancellation));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            body.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await Platform.Http.PostAsync(Relative("/v1/items:import"), body, Cancellation);
        return await ReadAsync(answer);
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await Platform.Http.GetAsync(Relative(path), Cancellation);
        return await ReadAsync(answer);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    [GeneratedRegex("The platform is ready at")]
    private static partial Regex Ready();
}
