using System.Text;
using System.Text.Json.Nodes;

namespace Mmei.Cli.Tests;

public sealed class When_a_policy_is_evaluated : IDisposable
{
    private const string Header = ",timestamp,item_id,position,click,propensity_score";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_tell_the_value_of_each_policy_from_the_log_of_the_other()
    {
        var (uniform, picky) = (Log("uniform.csv", 4000, pickA: 0.5), Log("picky.csv", 4000, pickA: 0.8));

        var run = await RunAsync("--log", uniform, "--log", picky, "--json");

        run.Exit.ShouldBe(0, run.Error);
        var reports = JsonNode.Parse(run.Out)!.AsArray();
        reports.Select(report => $"{report!["policy"]} from {report["log"]}")
            .ShouldBe(["picky.csv from uniform.csv", "uniform.csv from picky.csv"]);
        foreach (var report in reports)
        {
            var own = report!["ownMean"]!["value"]!.GetValue<double>();
            foreach (var estimate in report["estimates"]!.AsArray())
            {
                estimate!["value"]!.GetValue<double>().ShouldBe(own, 0.05, $"{report["policy"]}, {estimate["estimator"]}");
                estimate["low"]!.GetValue<double>().ShouldBeLessThan(estimate["high"]!.GetValue<double>());
            }
        }
    }

    [Fact]
    public async Task Should_evaluate_the_uniform_policy_on_one_log()
    {
        var run = await RunAsync("--log", Log("picky.csv", 1000, pickA: 0.8));

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldContain("uniform, from 1000 rounds of picky.csv");
        run.Out.ShouldContain("SwitchDr");
    }

    [Fact]
    public async Task Should_name_the_column_that_a_log_lacks()
    {
        var log = Write("old.csv", ",timestamp,item_id,position,click", "0,2019-11-24,a,1,0");

        await ShouldRefuseAsync(log, "old.csv, row 1, column propensity_score: the header has no such column.");
    }

    [Theory]
    [InlineData("0,t,a,1,0,", "row 3, column propensity_score: takes a probability above 0 and at most 1, not ''.")]
    [InlineData("0,t,a,1,0,0", "row 3, column propensity_score: takes a probability above 0 and at most 1, not '0'.")]
    [InlineData("0,t,a,1,0,NaN", "row 3, column propensity_score: takes a probability above 0 and at most 1, not 'NaN'.")]
    [InlineData("0,t,a,1,0", "row 3, column propensity_score: takes a probability above 0 and at most 1, not ''.")]
    [InlineData("0,t,a,1,2,0.5", "row 3, column click: takes 0 or 1, not '2'.")]
    [InlineData("0,t,a,first,0,0.5", "row 3, column position: takes a whole number from 1 to 1000, not 'first'.")]
    [InlineData("0,t,,1,0,0.5", "row 3, column item_id: takes an item's id, not ''.")]
    public async Task Should_name_the_cell_that_is_wrong(string row, string problem) =>
        await ShouldRefuseAsync(Write("bad.csv", Header, "0,t,a,1,0,0.5", row), $"bad.csv, {problem}");

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    public async Task Should_refuse_a_log_without_rows(string content) =>
        (await RunAsync("--log", Write("empty.csv", content))).Exit.ShouldBe(2);

    [Theory]
    [InlineData("--clip", "0")]
    [InlineData("--switch", "-1")]
    [InlineData("--resamples", "10")]
    public async Task Should_say_what_an_option_takes(string option, string value)
    {
        var run = await RunAsync("--log", Log("log.csv", 10, 0.5), option, value);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(option);
        run.Error.ShouldContain($"not {value}.");
    }

    private static async Task ShouldRefuseAsync(string log, string problem)
    {
        var run = await RunAsync("--log", log, "--json");

        (run.Exit, run.Out).ShouldBe((2, ""));
        run.Error.ShouldContain(problem);
    }

    private static Task<Cli> RunAsync(params string[] args) => Cli.RunAsync(["evaluate-policy", .. args]);

    /// <summary>Of two items, a is liked by seven in ten and b by three; a policy that shows a so often logs what comes of it.</summary>
    private string Log(string name, int rows, double pickA)
    {
        var random = new Random(rows);
        return Write(name, [Header, .. Enumerable.Range(0, rows).Select(i =>
        {
            var (a, liked) = (random.NextDouble() < pickA, random.NextDouble());
            return FormattableString.Invariant($"{i},t,{(a ? "a" : "b")},1,{(liked < (a ? 0.7 : 0.3) ? 1 : 0)},{(a ? pickA : 1 - pickA)}");
        })]);
    }

    private string Write(string name, params string[] lines) => _folder.Write(name, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
