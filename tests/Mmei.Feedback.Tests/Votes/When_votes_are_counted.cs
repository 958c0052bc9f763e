using FsCheck;
using FsCheck.Fluent;
using Mmei.Feedback.Votes;

namespace Mmei.Feedback.Tests.Votes;

public sealed class When_votes_are_counted
{
    [Fact]
    public void Should_say_more_for_an_item_that_was_taken_from_further_down() =>
        Vote.Of(0.8, position: 1, worse: null).For.ShouldBeLessThan(Vote.Of(0.8, position: 8, worse: null).For);

    [Fact]
    public void Should_say_as_much_against_an_item_wherever_it_was_left() =>
        Vote.Of(0, position: 1, worse: null).ShouldBe(Vote.Of(0, position: 8, worse: null));

    [Fact]
    public void Should_speak_against_what_left_a_person_worse_off_whatever_they_clicked() =>
        Vote.Of(1, position: 3, worse: true).ShouldBe(new Vote(0, 1, Felt: 1, Worse: 1));

    [Fact]
    public void Should_count_a_fan_for_one_vote()
    {
        var votes = new VoteCount([], []);
        for (var time = 0; time < 50; time++)
        {
            votes.Replace("fan", "a", week: 1, default, Vote.Of(1, position: 2, worse: false));
        }

        var counted = votes.Items.ShouldHaveSingleItem();
        counted.Sum.ShouldBe(new Vote(1, 0, 1, 0));
    }

    [Fact]
    public void Should_count_people_beside_each_other()
    {
        var votes = new VoteCount([], []);
        votes.Replace("ann", "a", week: 1, default, new Vote(0.5, 0.25, 0, 0));
        votes.Replace("ben", "a", week: 1, default, new Vote(0.25, 0.5, 0, 0));

        votes.Items.ShouldHaveSingleItem().Sum.ShouldBe(new Vote(0.75, 0.75, 0, 0));
    }

    [Fact]
    public void Should_move_a_vote_to_the_week_in_which_the_item_was_met_again()
    {
        var votes = new VoteCount(
            [new PersonVote("ann", "a", 1, new Vote(0.5, 0, 0, 0))], [new ItemVotes("a", 1, new Vote(2.5, 1, 0, 0), 7)]);

        votes.Replace("ann", "a", week: 3, default, new Vote(0.25, 0, 0, 0));

        votes.Items.OrderBy(item => item.Week).ShouldBe(
            [new ItemVotes("a", 1, new Vote(2, 1, 0, 0), 8), new ItemVotes("a", 3, new Vote(0.75, 0, 0, 0), 1)]);
    }

    [Fact]
    public void Should_tell_nothing_where_nothing_changes()
    {
        var vote = new Vote(0.5, 0.5, 0, 0);
        var votes = new VoteCount([new PersonVote("ann", "a", 1, vote)], [new ItemVotes("a", 1, vote, 1)]);

        votes.Replace("ann", "a", week: 1, vote, vote);

        votes.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Should_come_to_the_same_sums_in_any_order() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        ArbMap.Default.ArbFor<int>(),
        (seed, shuffle) =>
        {
            var random = new Random(seed);
            var met = Enumerable.Range(0, 40).Select(_ => (
                User: $"u{random.Next(4)}",
                Item: $"i{random.Next(3)}",
                Week: (long)random.Next(3),
                Vote: Vote.Of(random.NextDouble(), random.Next(1, 9), random.Next(3) switch { 0 => true, 1 => false, _ => null })))
                .ToArray();
            var shuffled = met.ToArray();
            new Random(shuffle).Shuffle(shuffled);
            return Counted(met).SequenceEqual(Counted(shuffled));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<(string, long, Vote)> Counted(IEnumerable<(string User, string Item, long Week, Vote Vote)> met)
    {
        var votes = new VoteCount([], []);
        foreach (var (user, item, week, vote) in met)
        {
            votes.Replace(user, item, week, default, vote);
        }

        return votes.Items.Select(item => (item.ItemId, item.Week, item.Sum)).OrderBy(item => (item.ItemId, item.Week));
    }
}
