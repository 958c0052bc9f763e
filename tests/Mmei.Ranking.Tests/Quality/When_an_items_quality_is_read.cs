using Mmei.Learning;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Tests.Rank;

namespace Mmei.Ranking.Tests.Quality;

public sealed class When_an_items_quality_is_read
{
    private static readonly QualityOptions Options = new();
    private static readonly long ThisWeek = Weeks.Of(RankingCase.Now);

    [Fact]
    public void Should_be_nothing_while_nobody_has_said_anything() => Of(Tally.None, "a").ShouldBe(default);

    [Fact]
    public void Should_be_known_the_better_the_more_people_liked_it()
    {
        var tally = RankingCase.TallyOf(("one", 1, 0), ("ten", 10, 0), ("mixed", 5, 5), ("none", 0, 10));

        Of(tally, "ten").Known.ShouldBeGreaterThan(Of(tally, "one").Known);
        Of(tally, "one").Known.ShouldBeGreaterThan(Of(tally, "mixed").Known);
        Of(tally, "none").Known.ShouldBeLessThan(0);
    }

    [Fact]
    public void Should_be_that_of_all_items_where_nothing_is_known_of_it()
    {
        var unknown = Of(RankingCase.TallyOf(("a", 3, 1)), "new");

        unknown.Known.ShouldBe(0, 1e-12);
        unknown.Hoped.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Should_be_hoped_for_the_less_the_more_is_known()
    {
        var tally = RankingCase.TallyOf(("a", 1, 1), ("b", 20, 20));

        (Hope("new") > Hope("a")).ShouldBeTrue();
        (Hope("a") > Hope("b")).ShouldBeTrue();

        double Hope(string item) => Of(tally, item).Hoped - Of(tally, item).Known;
    }

    [Fact]
    public void Should_fade_with_age()
    {
        var old = ThisWeek - (long)(2 * Options.HalfLife.TotalDays / Weeks.Days);
        var tally = Tally.None.And(
            [Votes("old", old, 5, 0, place: 1), Votes("new", ThisWeek, 5, 0, place: 2), Votes("c", ThisWeek, 0, 5, place: 3)]);

        Of(tally, "new").Known.ShouldBeGreaterThan(Of(tally, "old").Known);
        Of(tally, "old").Known.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Should_not_raise_what_leaves_people_worse_off_however_much_they_click()
    {
        var tally = Tally.None.And(
            [Votes("harmful", ThisWeek, 50, 1, place: 1) with { Felt = 4, Worse = 3 }, Votes("b", ThisWeek, 1, 5, place: 2)]);

        Of(tally, "harmful").Hoped.ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void Should_not_let_one_person_alone_call_an_item_harmful()
    {
        var tally = Tally.None.And([Votes("a", ThisWeek, 5, 1, place: 1) with { Felt = 1, Worse = 1 }, Votes("b", ThisWeek, 1, 5, place: 2)]);

        Of(tally, "a").Known.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Should_be_the_same_however_it_was_read()
    {
        WeekVotes[] rows =
        [
            Votes("a", ThisWeek, 1, 0, 1), Votes("b", ThisWeek, 0, 2, 2), Votes("a", ThisWeek - 1, 3, 1, 3), Votes("a", ThisWeek, 2, 1, 4),
        ];
        var atOnce = Tally.None.And([.. rows.Skip(1)]);
        var oneByOne = rows.Aggregate(Tally.None, (tally, row) => tally.And([row]));

        Of(oneByOne, "a").ShouldBe(Of(atOnce, "a"));
        oneByOne.Place.ShouldBe(4);
    }

    private static ItemQuality Of(Tally tally, string item) => new Qualities(tally, RankingCase.Now, Options).Of(item);

    private static WeekVotes Votes(string item, long week, double votesFor, double votesAgainst, long place) =>
        new(item, week, votesFor, votesAgainst, 0, 0, place);
}
