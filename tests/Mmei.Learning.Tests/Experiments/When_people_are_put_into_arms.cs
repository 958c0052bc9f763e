using Mmei.Learning.Experiments;

namespace Mmei.Learning.Tests.Experiments;

public sealed class When_people_are_put_into_arms
{
    private static readonly double[] Weights = [0.5, 0.3, 0.2];

    private static readonly string[] People = [.. Enumerable.Range(0, 20_000).Select(person => $"u-{person}")];

    [Fact]
    public void Should_give_each_arm_its_share()
    {
        var arms = People.CountBy(person => Assignment.Of(7, person, Weights)).ToDictionary();

        for (var arm = 0; arm < Weights.Length; arm++)
        {
            (arms[arm] / (double)People.Length).ShouldBe(Weights[arm], 0.015);
        }
    }

    [Fact]
    public void Should_put_a_person_where_they_were()
    {
        var arms = People.Take(100).Select(person => Assignment.Of(7, person, Weights));

        arms.ShouldBe(People.Take(100).Select(person => Assignment.Of(7, person, Weights)));

        // Known values: another version must not move people who are in an experiment.
        People.Take(12).Select(person => Assignment.Of(7, person, Weights)).ShouldBe([0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Should_spread_people_anew_in_another_experiment()
    {
        double[] halves = [0.5, 0.5];
        var both = People.Count(person => Assignment.Of(1, person, halves) == 0 && Assignment.Of(2, person, halves) == 0);

        (both / (double)People.Length).ShouldBe(0.25, 0.015);
    }

    [Fact]
    public void Should_have_a_seed_for_each_name() => Assignment.SeedOf("learning").ShouldNotBe(Assignment.SeedOf("moods"));
}
