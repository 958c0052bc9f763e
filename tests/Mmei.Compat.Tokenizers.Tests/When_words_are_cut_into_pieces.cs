using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Mmei.Compat.Tokenizers.Tests;

public sealed partial class When_words_are_cut_into_pieces
{
    [Theory]
    [InlineData("unaffable", "un ##aff ##able")]
    [InlineData("unaffabl", "[UNK]")]
    [InlineData("un able", "un [UNK]")]
    [InlineData("ab", "a ##b")]
    [InlineData("helloworld", "hello ##world")]
    [InlineData("##world", "##world")]
    public void Should_take_the_longest_piece_each_time(string text, string pieces) =>
        Vocabulary.WordPiece().EncodeToIds(text).ShouldBe(Vocabulary.Ids(pieces.Split(' ')));

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 1)]
    [InlineData(100_000, 1)]
    public void Should_not_know_words_over_the_limit(int length, int count)
    {
        var word = "a" + new string('b', length - 1);

        Vocabulary.WordPiece().CountTokens(word).ShouldBe(count);
    }

    [Fact]
    public void Should_use_another_prefix_and_limit()
    {
        using var stream = Vocabulary.Open("<unk>", "ab", "_ab");
        var tokenizer = WordPieceTokenizer.Create(stream, new WordPieceOptions { UnknownToken = "<unk>", ContinuingSubwordPrefix = "_", MaxInputCharsPerWord = 4 });

        tokenizer.EncodeToIds("ab abab ababab").ShouldBe([1, 1, 2, 0]);
    }

    [Fact]
    public void Should_take_the_text_as_one_word_without_pre_tokenization() =>
        Vocabulary.WordPiece().EncodeToIds("hello world", considerPreTokenization: false).ShouldBe(Vocabulary.Ids("[UNK]"));

    /// <summary>Where the official package and Hugging Face agree: plain ASCII without control characters and without $+&lt;=&gt;^`|~ and _.</summary>
    [Fact]
    public void Should_give_the_ids_of_an_independent_implementation()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "wordpiece.json"));
        var fixture = JsonSerializer.Deserialize<Fixture>(file, JsonSerializerOptions.Web)!;
        using var stream = Vocabulary.Open(fixture.Vocabulary);
        var tokenizer = BertTokenizer.Create(stream);
        var cases = fixture.Cases.Where(known => Agreed().IsMatch(known.Text)).ToArray();

        cases.Where(known => !tokenizer.EncodeToIds(known.Text).SequenceEqual(known.Ids)).Select(known => known.Text).ShouldBeEmpty();
        cases.Length.ShouldBeGreaterThan(80);
    }

    [GeneratedRegex(@"^[ !-#%-*,-;?-\]a-z{}]*$")]
    private static partial Regex Agreed();

    private sealed record Fixture(string[] Vocabulary, Known[] Cases);

    private sealed record Known(string Text, int[] Ids);
}
