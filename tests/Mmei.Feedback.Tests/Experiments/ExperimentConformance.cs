using System.Net;
using System.Net.Http.Json;
using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Experiments;

/// <summary>What an operator sees of experiments, whatever the database.</summary>
public abstract class ExperimentConformance : IAsyncLifetime
{
    private const string Halves =
        """
        {
          "followMinutes": 60,
          "arms": [{ "name": "usual", "weight": 0.5 }, { "name": "plain", "weight": 0.5, "policy": "congruence", "exploration": 0 }]
        }
        """;

    private TestDatabase _database = null!;
    private FeedbackApp _app = null!;
    private int _decisions;

    protected static SqlSchema Schema { get; } = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset TwoHoursAgo => TimeProvider.System.GetUtcNow().AddHours(-2);

    public async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _app = await FeedbackApp.StartAsync(_database.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    [Fact]
    public async Task Should_tell_rankers_when_one_starts_and_when_it_ends()
    {
        await StartAsync("learning");
        var started = await _app.ReceiveAsync<PolicySnapshot>(told => told.Experiment is not null);
        using var answer = await _app.Client.PostAsync("/v1/experiments/learning:stop", content: null, Token);
        var ended = await _app.ReceiveAsync<PolicySnapshot>(told => told.Version > started.Version);

        started.Experiment!.Arms.Select(arm => (arm.Name, arm.Weight, arm.Policy))
            .ShouldBe([("usual", 0.5, null), ("plain", 0.5, "congruence")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        ended.Experiment.ShouldBeNull();
        (await GetAsync("learning")).Running.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_tell_what_came_of_each_arm()
    {
        await StartAsync("learning");
        var start = TwoHoursAgo;
        await ExposeAsync("usual", "ann", start, "like", 30);
        await ExposeAsync("usual", "ann", start.AddMinutes(40));
        await ExposeAsync("usual", "ben", start);
        await ExposeAsync("plain", "eve", start, "dislike", 10);
        await ExposeAsync("plain", "eve", start.AddMinutes(20));
        await ExposeAsync("plain", "ida", start.AddMinutes(119));

        var arms = (await UntilAsync("learning", IsAllThere)).Results!;

        arms.Select(arm => (arm.Arm, arm.Exposed, arm.Counted)).ShouldBe([("usual", 2, 2), ("plain", 2, 1)]);
        arms.Select(arm => arm.EngagementSeconds.Mean).ShouldBe([15, 10]);
        arms.Select(arm => arm.Satisfaction.Mean).ShouldBe([0.25, -0.5]);
        arms.Select(arm => arm.Retention.Mean).ShouldBe([0.5, 0]);
        arms.Select(arm => arm.Diversity.Mean).ShouldBe([0.75, 0.75]);
        arms[0].Reward.Mean!.Value.ShouldBeInRange(0.1, 0.5);
        arms[1].Reward.Mean.ShouldBe(0);
        arms.ShouldAllBe(arm => arm.Reward.Interval == null && arm.Reward.Difference == null);

        static bool IsAllThere(IReadOnlyList<ArmResult> arms) => arms.All(arm => arm.Exposed == 2)
            && arms[0].Retention.Mean > 0 && arms[0].Reward.Mean > 0 && arms[1].Satisfaction.Mean < 0;
    }

    [Fact]
    public async Task Should_tell_intervals_once_enough_people_count()
    {
        await StartAsync("learning");
        for (var person = 0; person < 50; person++)
        {
            await ExposeAsync("usual", $"u-{person}", TwoHoursAgo, dwell: 10 + (person % 3));
            await ExposeAsync("plain", $"p-{person}", TwoHoursAgo, dwell: 40 + (person % 3));
        }

        var arms = (await UntilAsync("learning", IsAllThere)).Results!;

        var engaged = arms[0].EngagementSeconds;
        engaged.Interval!.Low.ShouldBeLessThan(engaged.Mean!.Value);
        engaged.Interval.High.ShouldBeGreaterThan(engaged.Mean!.Value);
        engaged.Difference.ShouldBeNull();
        var beyond = arms[1].EngagementSeconds.Difference!;
        beyond.Mean.ShouldBe(30, 1e-9);
        beyond.Interval.Low.ShouldBeGreaterThan(0);

        // A person counts from the exposure on; how long they stayed comes after it. Fifty stay 10.98 and 40.98 seconds on average.
        static bool IsAllThere(IReadOnlyList<ArmResult> arms) => arms.All(arm => arm.Counted == 50)
            && arms[0].EngagementSeconds.Mean > 10.97 && arms[1].EngagementSeconds.Mean > 40.97;
    }

    [Fact]
    public async Task Should_take_an_erased_person_out_of_the_results()
    {
        await StartAsync("learning");
        await ExposeAsync("usual", "ann", TwoHoursAgo, "like", 30);
        await ExposeAsync("usual", "ben", TwoHoursAgo);
        await UntilAsync("learning", arms => arms[0] is { Counted: 2, Reward.Mean: > 0 });

        using var erased = await _app.Client.DeleteAsync("/v1/users/ann", Token);
        erased.EnsureSuccessStatusCode();

        var usual = (await GetAsync("learning")).Results![0];
        (usual.Exposed, usual.Counted, usual.EngagementSeconds.Mean, usual.Reward.Mean).ShouldBe((1, 1, 0, 0));
    }

    [Fact]
    public async Task Should_run_one_at_a_time_that_does_not_change_under_way()
    {
        await StartAsync("learning");

        using var same = await PutAsync("learning", Halves);
        using var changed = await PutAsync("learning", Halves.Replace("60", "90", StringComparison.Ordinal));
        using var other = await PutAsync("another", Halves);
        using var stopped = await _app.Client.PostAsync("/v1/experiments/learning:stop", content: null, Token);
        using var again = await PutAsync("learning", Halves);
        using var next = await PutAsync("another", Halves);

        same.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(changed)).ShouldContain("runs with other settings");
        (await ReadAsync(other)).ShouldContain("one runs at a time");
        (await ReadAsync(again)).ShouldContain("has ended");
        new[] { changed, other, again }.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        next.StatusCode.ShouldBe(HttpStatusCode.Created);
        var all = await _app.Client.GetFromJsonAsync<ExperimentList>("/v1/experiments", JsonDefaults.Options, Token);
        all!.Experiments.Select(experiment => (experiment.Name, experiment.Running)).ShouldBe([("another", true), ("learning", false)]);
    }

    [Theory]
    [InlineData("""{ "arms": [{ "name": "a", "weight": 0.5 }, { "name": "b", "weight": 0.6 }] }""", "arms", "sum to 1, not to 1.1")]
    [InlineData("""{ "arms": [{ "name": "a", "weight": 1 }] }""", "arms", "from 2 to 10 arms")]
    [InlineData("{}", "arms", "from 2 to 10 arms")]
    [InlineData("""{ "arms": [{ "name": "a", "weight": 0.5 }, { "name": "a", "weight": 0.5 }] }""", "arms", "differ in their names")]
    [InlineData("""{ "arms": [{ "name": "a", "weight": 1 }, { "name": "b", "weight": 0 }] }""", "arms[1].weight", "above 0")]
    [InlineData("""{ "arms": [{ "name": "a", "weight": 0.5 }, null] }""", "arms[1]", "must not be null")]
    [InlineData("""{ "arms": [{ "name": "A!", "weight": 0.5 }, { "name": "b", "weight": 0.5 }] }""", "arms[0].name", "small letters")]
    [InlineData(
        """{ "arms": [{ "name": "a", "weight": 0.5 }, { "name": "b", "weight": 0.5, "policy": "best", "exploration": 0 }] }""",
        "arms[1].policy",
        "must be one of lin-ts")]
    [InlineData(
        """{ "arms": [{ "name": "a", "weight": 0.5 }, { "name": "b", "weight": 0.5, "policy": "epsilon-greedy" }] }""",
        "arms[1].exploration",
        "from 0 to 1 for epsilon-greedy")]
    [InlineData("""{ "followMinutes": 0, "arms": [] }""", "followMinutes", "from 1 to 43200")]
    public async Task Should_refuse_what_is_no_experiment(string body, string field, string problem)
    {
        using var answer = await PutAsync("learning", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await ReadAsync(answer);
        text.ShouldContain($"\"{field}\"");
        text.ShouldContain(problem);
        using var missing = await _app.Client.GetAsync("/v1/experiments/learning", Token);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_say_that_there_is_none_of_a_name()
    {
        using var stopped = await _app.Client.PostAsync("/v1/experiments/nothing:stop", content: null, Token);
        using var unnamed = await _app.Client.GetAsync("/v1/experiments/No%20name", Token);

        stopped.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unnamed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token);

    private async Task StartAsync(string name)
    {
        using var answer = await PutAsync(name, Halves);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await ReadAsync(answer));
    }

    private Task<HttpResponseMessage> PutAsync(string name, string body) =>
        _app.Client.PutAsync($"/v1/experiments/{name}", new StringContent(body, Encoding.UTF8, "application/json"), Token);

    /// <summary>A person is recommended to in an arm, and does something with the first item.</summary>
    private async Task ExposeAsync(string arm, string person, DateTimeOffset at, string? opinion = null, double? dwell = null)
    {
        var number = ++_decisions;
        var stamp = new ArmStamp { Experiment = "learning", Arm = arm };
        await _app.Ranker.SendAsync(Decision(number, user: person, madeAt: at) with { Arm = stamp, Diversity = 0.75 }, Token);
        foreach (var (kind, value) in new (string? Kind, double? Value)[] { (opinion, null), (dwell is null ? null : "dwell", dwell) })
        {
            if (kind is not null)
            {
                using var answer = await _app.PostAsync(
                    new { id = $"{number}/{kind}", decisionId = Id(number), itemId = "item-1", kind, value, at = at.AddSeconds(30) });
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private async Task<ExperimentAnswer> GetAsync(string name) =>
        (await _app.Client.GetFromJsonAsync<ExperimentAnswer>($"/v1/experiments/{name}", JsonDefaults.Options, Token))!;

    private async Task<ExperimentAnswer> UntilAsync(string name, Func<IReadOnlyList<ArmResult>, bool> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var answer = await GetAsync(name);
            if (holds(answer.Results!))
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, timeout.Token);
        }
    }
}

public sealed class When_experiments_are_run_in_SQLite : ExperimentConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.SqliteAsync(Schema);
}

public sealed class When_experiments_are_run_in_PostgreSQL(PostgresServer server) : ExperimentConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.PostgresAsync(Schema, server);
}
