using Mmei.Cli.Simulate;
using Mmei.Cli.Simulate.World;

namespace Mmei.Cli.Tests.Simulate;

public sealed class When_arms_are_compared
{
    [Fact]
    public void Should_be_sure_of_a_gain_that_everybody_has()
    {
        var gain = Gain.Of([11, 22, 33, 44], [10, 20, 30, 40], seed: 1);

        gain.Value.ShouldBe(0.1, 1e-9);
        gain.Low.ShouldBe(0.1, 1e-9);
        gain.High.ShouldBe(0.1, 1e-9);
    }

    [Fact]
    public void Should_not_be_sure_of_one_that_a_few_have()
    {
        var gain = Gain.Of([30, 1, 2, 3, 1], [10, 2, 3, 4, 2], seed: 1);

        gain.Value.ShouldBeGreaterThan(0);
        gain.Low.ShouldBeLessThan(0);
    }

    [Fact]
    public void Should_rate_the_best_list_1_and_a_worse_order_less()
    {
        Ndcg.Of([1, 0.5], [0, 0.5, 1]).ShouldBe(1, 1e-9);
        Ndcg.Of([0.5, 1], [0, 0.5, 1]).ShouldBeLessThan(1);
    }

    [Theory]
    [InlineData("--sweep", "needs --fast")]
    [InlineData("--users=0", "--users takes 1 to 10000")]
    [InlineData("--fast", "4 different keys are needed")]
    public async Task Should_say_what_is_wrong_with_the_command_line(string option, string reason)
    {
        var run = await Cli.RunAsync("simulate", "--url", "http://127.0.0.1:1", "--key", "one", option);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(reason);
    }
}
