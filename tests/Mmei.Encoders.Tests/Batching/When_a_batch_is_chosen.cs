using Mmei.Encoders.Batching;

namespace Mmei.Encoders.Tests.Batching;

public sealed class When_a_batch_is_chosen
{
    private static readonly BatchLimits Limits = new() { MaxBatch = 4 };

    [Fact]
    public void Should_take_the_oldest_first() => BatchSelection.Choose([5, 4, 3, 2, 1], Limits).ShouldBe([0, 1, 2, 3]);

    [Fact]
    public void Should_charge_padding() =>
        BatchSelection.Choose([10, 10, 60, 10], Limits with { MaxPaddedCost = 100 }).ShouldBe([0, 1, 3]);

    [Fact]
    public void Should_take_one_that_is_over_the_budget_alone() =>
        BatchSelection.Choose([500, 1, 1], Limits with { MaxPaddedCost = 100 }).ShouldBe([0]);

    [Fact]
    public void Should_keep_lengths_apart_where_padding_changes_results() =>
        BatchSelection.Choose([3, 4, 3, 2, 3], Limits with { EqualLength = true }).ShouldBe([0, 2, 4]);

    [Fact]
    public void Should_take_similar_lengths_and_leave_what_is_older_but_longer() =>
        BatchSelection.Choose([10, 100, 90, 11, 12, 9, 8], Limits).ShouldBe([0, 3, 4, 5]);

    [Fact]
    public void Should_not_pad_more_than_it_may() =>
        BatchSelection.Choose([10, 11, 20, 40, 9], Limits with { MaxPadding = 0.25 }).ShouldBe([0, 1, 4]);

    [Fact]
    public void Should_take_equal_lengths_in_order_of_arrival() =>
        BatchSelection.Choose([7, 7, 7, 7, 7, 7], Limits).ShouldBe([0, 1, 2, 3]);
}
