using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests;

public sealed class When_an_observation_is_posted_as_json(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly GatewayApp _app = gateway.App;

    private static JsonObject Request => new()
    {
        ["userId"] = "u-17",
        ["sessionId"] = "s-1",
        ["text"] = "what a day, I just need to unwind",
        ["image"] = Convert.ToBase64String(Media.Png),
        ["audio"] = Convert.ToBase64String(Media.Wav),
        ["consent"] = new JsonObject { ["text"] = true, ["image"] = true, ["audio"] = true, ["purpose"] = "recommendation" },
        ["context"] = new JsonObject
        {
            ["localTime"] = "2026-11-22T21:40:00+01:00",
            ["device"] = "phone",
            ["heartRate"] = 64,
            ["activity"] = "walking"
        },
        ["options"] = new JsonObject
        {
            ["k"] = 3,
            ["kinds"] = new JsonArray("music", "image", "music"),
            ["items"] = new JsonArray("m-1", "m-2", "m-1"),
            ["mood"] = "calm",
            ["excludeSeen"] = true,
            ["deadlineMs"] = 10_000,
            ["explain"] = true,
        },
    };

    [Fact]
    public async Task Should_answer_with_emotion_and_intent()
    {
        var answer = await _app.ObserveAsync(Request);

        answer.Status.ShouldBe(200);
        var emotion = answer.Json.GetProperty("emotion");
        emotion.GetProperty("label").GetString().ShouldBe("sadness");
        emotion.GetProperty("confidence").GetDouble().ShouldBe(0.71);
        emotion.GetProperty("probabilities").EnumerateObject().Select(entry => entry.Name)
            .ShouldBe(["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]);
        answer.Json.GetProperty("intent").GetProperty("label").GetString().ShouldBe("relax");
        answer.Json.GetProperty("intent").GetProperty("probabilities").GetProperty("relax").GetDouble().ShouldBe(0.8);
    }

    [Fact]
    public async Task Should_answer_with_how_the_session_developed()
    {
        var session = (await _app.ObserveAsync(Request)).Json.GetProperty("session");

        session.GetProperty("id").GetString().ShouldBe("s-1");
        session.GetProperty("observations").GetInt32().ShouldBe(4);
        session.GetProperty("current").GetString().ShouldBe("sadness");
        var emotion = session.GetProperty("emotion");
        emotion.GetProperty("label").GetString().ShouldBe("joy");
        emotion.GetProperty("confidence").GetDouble().ShouldBe(0.4);
        emotion.GetProperty("probabilities").EnumerateObject().Sum(entry => entry.Value.GetDouble()).ShouldBe(1, 1e-9);
        session.GetProperty("changed").GetProperty("from").GetString().ShouldBe("joy");
        session.GetProperty("changed").GetProperty("to").GetString().ShouldBe("sadness");
    }

    [Fact]
    public async Task Should_tell_of_no_session_where_there_is_none() =>
        (await _app.ObserveAsync("""{ "text": "hello" }""")).Json.TryGetProperty("session", out _).ShouldBeFalse();

    [Fact]
    public async Task Should_answer_with_weights_that_sum_to_one()
    {
        var answer = await _app.ObserveAsync(Request);

        var modalities = answer.Json.GetProperty("modalities").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value);
        modalities.Keys.ShouldBe(["image", "audio", "text"], ignoreOrder: true);
        modalities.Values.ShouldAllBe(modality => modality.GetProperty("status").GetString() == "used");
        modalities.Values.Sum(modality => modality.GetProperty("weight").GetDouble()).ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task Should_answer_with_what_a_page_needs_to_show_an_item()
    {
        var items = (await _app.ObserveAsync(Request)).Json.GetProperty("items");

        var shown = new[] { "description", "creator", "language", "mediaUrl", "thumbnailUrl" }
            .Select(member => items[0].GetProperty(member).GetString());
        shown.ShouldBe(["Soft rain.", "Ana", "pt", "https://cdn.example/1.mp3", "https://cdn.example/1.jpg"]);
        items[1].TryGetProperty("thumbnailUrl", out _).ShouldBeFalse("nothing is said of it");
    }

    [Fact]
    public async Task Should_answer_with_items_whose_parts_sum_to_the_score()
    {
        var answer = await _app.ObserveAsync(Request);

        var items = answer.Json.GetProperty("items").EnumerateArray().ToArray();
        items.Select(item => item.GetProperty("position").GetInt32()).ShouldBe([1, 2, 3]);
        foreach (var item in items)
        {
            var explanation = item.GetProperty("explanation");
            string[] parts = ["congruence", "intent", "said", "affinity", "quality", "policy", "boost", "diversity"];
            parts.Sum(part => explanation.GetProperty(part).GetDouble()).ShouldBe(item.GetProperty("score").GetDouble(), 1e-9);
            explanation.GetProperty("similarity").GetDouble().ShouldBe(0.4);
            explanation.GetProperty("mood").GetString().ShouldBe("calm");
            explanation.GetProperty("rules").GetArrayLength().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_name_the_models_the_policy_and_the_time_of_each_stage()
    {
        var answer = await _app.ObserveAsync(Request);

        Names(answer.Json.GetProperty("models")).ShouldBe(["image", "audio", "text", "fusion", "content"], ignoreOrder: true);
        Names(answer.Json.GetProperty("timingsMs")).ShouldBe(
            ["total", "image", "audio", "text", "join", "fusion", "ranking"], ignoreOrder: true);
        answer.Json.GetProperty("policy").GetProperty("version").GetInt64().ShouldBe(42);
        answer.Json.GetProperty("timingsMs").GetProperty("total").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Should_leave_out_the_explanation_when_none_is_asked_for()
    {
        var request = Request;
        request["options"]!["explain"] = false;

        var answer = await _app.ObserveAsync(request);

        answer.Json.GetProperty("items")[0].TryGetProperty("explanation", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_open_the_observation_with_what_was_asked()
    {
        var answer = await _app.ObserveAsync(Request);

        var ticket = Ticket(answer);
        ticket.TenantId.ShouldBe(GatewayApp.Tenant);
        ticket.UserId.ShouldBe("u-17");
        ticket.SessionId.ShouldBe("s-1");
        ticket.Expected.ShouldBe([Modality.Image, Modality.Audio, Modality.Text]);
        ticket.Settled.ShouldBeEmpty();
        ticket.Options.K.ShouldBe(3);
        ticket.Options.Kinds.ShouldBe([ContentKind.Music, ContentKind.Image]);
        ticket.Options.Items.ShouldBe(["m-1", "m-2"]);
        ticket.Options.Mood.ShouldBe(MoodGoal.Calm);
        ticket.Options.ExcludeSeen.ShouldBeTrue();
        ticket.Context!.HeartRate.ShouldBe(64);
        ticket.Context.Activity.ShouldBe(PhysicalActivity.Walking);
        ticket.Context.LocalTime.ShouldBe(new DateTimeOffset(2026, 11, 22, 21, 40, 0, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Should_keep_a_reserve_for_what_comes_after_the_join()
    {
        var answer = await _app.ObserveAsync(Request);

        Ticket(answer).BudgetMs.ShouldBe(10_000 - 150);
    }

    [Fact]
    public async Task Should_tell_how_long_the_client_is_kept_waiting()
    {
        var answer = await _app.ObserveAsync(Request);

        Ticket(answer).AwaitedMs.ShouldBe(10_000 + 5_000);
    }

    [Fact]
    public async Task Should_send_each_modality_to_its_encoder()
    {
        var id = (await _app.ObserveAsync(Request)).Json.GetProperty("observationId").GetGuid();

        _app.Platform.CommandFor(id, Modality.Image).ShouldBeOfType<EncodeImage>().Media.ShouldBe(Media.Png);
        _app.Platform.CommandFor(id, Modality.Audio).ShouldBeOfType<EncodeAudio>().Media.ShouldBe(Media.Wav);
        _app.Platform.CommandFor(id, Modality.Text).ShouldBeOfType<EncodeText>().Text.ShouldBe("what a day, I just need to unwind");
    }

    [Fact]
    public async Task Should_send_all_observations_of_a_session_to_one_shard() =>
        (await ShardsAsync("""{ "text": "hello", "sessionId": "s-1" }""")).ShouldHaveSingleItem();

    [Fact]
    public async Task Should_spread_observations_without_a_session() =>
        (await ShardsAsync("""{ "text": "hello" }""")).Count.ShouldBeGreaterThan(1);

    [Fact]
    public async Task Should_give_the_observation_an_id_that_sorts_by_time()
    {
        var id = (await _app.ObserveAsync(Request)).Json.GetProperty("observationId").GetGuid();

        id.Version.ShouldBe(7);
    }

    [Fact]
    public async Task Should_recommend_ten_items_of_any_kind_to_nobody_in_particular_by_default()
    {
        var answer = await _app.ObserveAsync("""{ "text": "hello" }""");

        var ticket = Ticket(answer);
        ticket.UserId.ShouldBeNull();
        ticket.Options.K.ShouldBe(10);
        ticket.Options.Kinds.ShouldBeEmpty();
        ticket.Options.Mood.ShouldBeNull();
        ticket.Expected.ShouldBe([Modality.Text]);
    }

    [Fact]
    public async Task Should_pass_on_which_tags_are_wanted_and_which_are_not()
    {
        var answer = await _app.ObserveAsync("""{ "text": "hi", "options": { "tags": [" Sea", "sea"], "excludeTags": ["gore"] } }""");

        Ticket(answer).Options.Tags.ShouldBe(["Sea", "sea"]);
        Ticket(answer).Options.ExcludeTags.ShouldBe(["gore"]);
    }

    [Fact]
    public async Task Should_pass_on_what_must_be_true_of_an_item()
    {
        var answer = await _app.ObserveAsync("""{ "text": "hi", "options": { "filter": "kind == 'music' and attributes.bpm < 100" } }""");

        Ticket(answer).Options.Filter.ShouldBe("kind == 'music' and attributes.bpm < 100");
    }

    [Theory]
    [InlineData("kind == 'song'", "at character 9: a kind is one of 'music', 'image', 'video', 'story'")]
    [InlineData("bpm < 100", "at character 1: 'bpm' is unknown; names are kind, tags, creator, language and attributes.NAME")]
    [InlineData("", "at character 1: the end stands where a comparison")]
    [InlineData("((((((((((((((((((((kind == 'music'))))))))))))))))))))", "at most 16 deep")]
    public async Task Should_refuse_a_filter_that_cannot_be_read_and_say_where_and_what_may_stand_there(string filter, string problem)
    {
        var body = JsonSerializer.Serialize(new { text = "hi", options = new { filter } });

        var answer = await _app.ObserveAsync(body);

        answer.Status.ShouldBe(422);
        answer.Fields.ShouldBe(["options.filter"]);
        answer.Json.GetProperty("errors").GetProperty("options.filter")[0].GetString()!.ShouldContain(problem);
    }

    [Fact]
    public async Task Should_pass_on_what_is_boosted_and_say_what_it_added()
    {
        var answer = await _app.ObserveAsync("""{ "text": "hi", "options": { "boosts": [{ "when": "tags has 'sea'", "by": -0.25 }] } }""");

        Ticket(answer).Options.Boosts.ShouldBe([new Boost("tags has 'sea'", -0.25)]);
        var why = answer.Json.GetProperty("items")[0].GetProperty("explanation");
        why.GetProperty("boost").GetDouble().ShouldBe(-0.25);
        why.GetProperty("rules")[0].GetString().ShouldBe("options.boosts[0]");
    }

    [Theory]
    [InlineData("""[{ "when": "kind == 'music'", "by": 1 }, { "when": "tags has", "by": 1 }]""", 422, "options.boosts[1].when")]
    [InlineData("""[{ "when": "", "by": 1 }]""", 422, "options.boosts[0].when")]
    [InlineData("""[{ "when": "kind == 'music'", "by": 11 }]""", 400, "options.boosts[0].by")]
    [InlineData("""[{ "when": "kind == 'music'", "by": -1e300 }]""", 400, "options.boosts[0].by")]
    [InlineData("[null]", 400, "options.boosts[0]")]
    public async Task Should_refuse_a_boost_that_is_wrong_and_name_it(string boosts, int status, string field)
    {
        var answer = await _app.ObserveAsync($$"""{ "text": "hi", "options": { "boosts": {{boosts}} } }""");

        answer.Status.ShouldBe(status);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Should_refuse_many_boosts()
    {
        var boosts = Enumerable.Repeat(new { when = "kind == 'music'", by = 1 }, OptionsRequest.MostBoosts + 1);

        var answer = await _app.ObserveAsync(JsonSerializer.Serialize(new { text = "hi", options = new { boosts } }));

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["options.boosts"]);
    }

    [Theory]
    [InlineData("""{ "text": "hello" }""", "lift", false)]
    [InlineData("""{ "text": "hello", "options": { "mood": "match", "explain": false } }""", "match", true)]
    public async Task Should_say_what_was_done_with_the_mood_and_whether_it_was_asked_for(string request, string goal, bool asked)
    {
        var mood = (await _app.ObserveAsync(request)).Json.GetProperty("mood");

        mood.GetProperty("goal").GetString().ShouldBe(goal);
        mood.GetProperty("asked").GetBoolean().ShouldBe(asked);
    }

    [Fact]
    public async Task Should_not_remember_it_once_answered()
    {
        await _app.ObserveAsync(Request);

        _app.Pending.Count.ShouldBe(0);
    }

    /// <summary>The shards that twenty observations went to.</summary>
    private async Task<HashSet<int>> ShardsAsync(string request)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _app.ObserveAsync(request)));
        var ids = answers.Select(answer => answer.Json.GetProperty("observationId").GetGuid());
        return [.. ids.Select(id => _app.Platform.CommandFor(id, Modality.Text).ShouldBeOfType<EncodeText>().Shard)];
    }

    private OpenObservation Ticket(Answer answer)
    {
        answer.Status.ShouldBe(200);
        var id = answer.Json.GetProperty("observationId").GetGuid();
        return _app.Platform.Tickets.Single(ticket => ticket.ObservationId == id);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(entry => entry.Name);
}
