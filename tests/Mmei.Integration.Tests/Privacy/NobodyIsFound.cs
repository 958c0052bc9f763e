namespace Mmei.Integration.Tests.Privacy;

/// <summary>What holds of both deployments once somebody is erased.</summary>
public abstract class NobodyIsFound(ErasedRun run)
{
    [Fact]
    public void Should_be_found_nowhere() => run.After.ShouldBeEmpty();

    /// <summary>A search of what never knew them would find nothing either.</summary>
    [Theory]
    [InlineData("database: feedback_decisions.user_id")]
    [InlineData("database: feedback_signals.id")]
    [InlineData("database: feedback_votes.user_id")]
    [InlineData("database: feedback_consents.user_id")]
    [InlineData("database: ranking_decisions.record")]
    [InlineData("database: ranking_rewards.user_id")]
    public void Should_have_been_found_while_they_were_there(string place) => run.Before.ShouldContain(finding => finding.Place == place);

    [Fact]
    public void Should_say_in_the_receipt_that_everything_was_erased() => run.Receipt.ShouldSatisfyAllConditions(
        receipt => receipt.Complete.ShouldBeTrue(), receipt => (receipt.Decisions, receipt.Signals, receipt.Tastes).ShouldBe((3, 6, 6)));

    [Fact]
    public void Should_be_nobody_to_who_asks() => (run.Known.Seen.Count, run.Known.Since).ShouldBe((0, null));
}
