using System.Buffers;

namespace Mmei.Compat.Tokenizers.Tests;

public sealed class When_sequences_are_built
{
    private static readonly int[] First = [8, 9];
    private static readonly int[] Second = [10];

    [Fact]
    public void Should_enclose_one_or_two()
    {
        Vocabulary.Bert().BuildInputsWithSpecialTokens(First).ShouldBe([2, 8, 9, 3]);
        Vocabulary.Bert().BuildInputsWithSpecialTokens(First, Second).ShouldBe([2, 8, 9, 3, 10, 3]);
    }

    [Fact]
    public void Should_tell_the_sequences_apart()
    {
        Vocabulary.Bert().CreateTokenTypeIdsFromSequences(First).ShouldBe([0, 0, 0, 0]);
        Vocabulary.Bert().CreateTokenTypeIdsFromSequences(First, Second).ShouldBe([0, 0, 0, 0, 1, 1]);
    }

    [Fact]
    public void Should_mask_special_tokens()
    {
        Vocabulary.Bert().GetSpecialTokensMask(First).ShouldBe([1, 0, 0, 1]);
        Vocabulary.Bert().GetSpecialTokensMask(First, Second).ShouldBe([1, 0, 0, 1, 0, 1]);
        Vocabulary.Bert().GetSpecialTokensMask([2, 8, 0, 1, 4, 3], alreadyHasSpecialTokens: true).ShouldBe([1, 0, 1, 1, 1, 1]);
    }

    [Fact]
    public void Should_write_into_the_callers_buffer()
    {
        var buffer = new int[6];

        Vocabulary.Bert().BuildInputsWithSpecialTokens(First, buffer, out var written, Second).ShouldBe(OperationStatus.Done);

        written.ShouldBe(6);
        buffer.ShouldBe([2, 8, 9, 3, 10, 3]);
    }

    [Fact]
    public void Should_say_that_the_buffer_is_too_small()
    {
        Vocabulary.Bert().BuildInputsWithSpecialTokens(First, new int[3], out var written).ShouldBe(OperationStatus.DestinationTooSmall);
        written.ShouldBe(0);
        Vocabulary.Bert().GetSpecialTokensMask(First, new int[3], out _).ShouldBe(OperationStatus.DestinationTooSmall);
        Vocabulary.Bert().CreateTokenTypeIdsFromSequences(First, new int[3], out _).ShouldBe(OperationStatus.DestinationTooSmall);
    }
}
