using Mmei.Encoders.Text.Tokenization;
using Mmei.Testing;

namespace Mmei.Encoders.Tests.Text;

public sealed class When_all_is_said_in_emoji
{
    private static readonly EmojiWords Committed =
        new(File.ReadLines(Path.Combine(Repository.Root, "models", "artifacts", "text-bert", "1", "emoji.txt")));

    [Theory]
    [InlineData("\U0001f389", "hooray")]
    [InlineData(" \U0001f389\U0001f389 !", "hooray, hooray")]
    [InlineData("❤️", "I love you")]
    [InlineData("\U0001f44d\U0001f3fd", "good")]
    public void Should_read_them_as_words(string text, string words) => Committed.Spell(text).ShouldBe(words);

    [Theory]
    [InlineData("so tired \U0001f634")]
    [InlineData("1 \U0001f389")]
    [InlineData("?!")]
    [InlineData("")]
    [InlineData("\ud83c")]
    public void Should_leave_any_other_text_as_it_is(string text) => Committed.Spell(text).ShouldBe(text);

    [Theory]
    [InlineData("\U0001f389")]
    [InlineData("\U0001f389\U0001f389 hooray")]
    [InlineData("")]
    public void Should_refuse_a_table_that_is_none(string line) =>
        Should.Throw<FormatException>(() => new EmojiWords([line])).Message.ShouldStartWith("Line 1 ");
}
