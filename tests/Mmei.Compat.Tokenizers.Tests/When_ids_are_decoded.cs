using System.Buffers;

namespace Mmei.Compat.Tokenizers.Tests;

public sealed class When_ids_are_decoded
{
    private static readonly int[] Ids = Vocabulary.Ids("[CLS]", "hello", ",", "un", "##aff", "##able", "you", "?", "[SEP]");

    [Fact]
    public void Should_join_pieces_and_attach_punctuation() => Vocabulary.Bert().Decode(Ids).ShouldBe("[CLS] hello, unaffable you? [SEP]");

    [Fact]
    public void Should_skip_special_tokens_on_request() => Vocabulary.Bert().Decode(Ids, skipSpecialTokens: true).ShouldBe("hello, unaffable you?");

    [Fact]
    public void Should_write_into_the_callers_buffer()
    {
        Span<char> buffer = stackalloc char[32];

        Vocabulary.Bert().Decode(Vocabulary.Ids("hello", "un", "##aff"), buffer, out var consumed, out var written).ShouldBe(OperationStatus.Done);

        buffer[..written].ToString().ShouldBe("hello unaff");
        consumed.ShouldBe(3);
    }

    [Fact]
    public void Should_say_what_went_wrong()
    {
        Vocabulary.Bert().Decode(Vocabulary.Ids("hello", "world"), new char[8], out var consumed, out _).ShouldBe(OperationStatus.DestinationTooSmall);
        consumed.ShouldBe(1);
        Vocabulary.Bert().Decode([int.MaxValue], new char[8], out _, out _).ShouldBe(OperationStatus.InvalidData);
        Vocabulary.Bert().Decode([int.MaxValue]).ShouldBe("");
    }
}
