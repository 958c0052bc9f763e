using Microsoft.ML.Tokenizers;

namespace Mmei.Compat.Tokenizers.Tests;

public sealed class When_a_text_is_encoded_for_bert
{
    [Fact]
    public void Should_lower_case_split_punctuation_and_enclose() =>
        Vocabulary.Bert().EncodeToIds("Hello, How are you?").ShouldBe(Vocabulary.Ids("[CLS]", "hello", ",", "how", "are", "you", "?", "[SEP]"));

    [Fact]
    public void Should_leave_the_special_tokens_out_on_request()
    {
        Vocabulary.Bert().EncodeToIds("hello", addSpecialTokens: false).ShouldBe(Vocabulary.Ids("hello"));
        Vocabulary.Bert().EncodeToIds("hello".AsSpan(), addSpecialTokens: false).ShouldBe(Vocabulary.Ids("hello"));
    }

    [Fact]
    public void Should_say_where_each_token_stands()
    {
        var tokens = Vocabulary.Bert().EncodeToTokens("Hello, xyz unaffable", out var normalized);

        normalized.ShouldBe("hello, xyz unaffable");
        tokens.ShouldBe(
        [
            new EncodedToken(Vocabulary.Id("hello"), "hello", 0..5),
            new EncodedToken(Vocabulary.Id(","), ",", 5..6),
            new EncodedToken(Vocabulary.Id("[UNK]"), "[UNK]", 7..10),
            new EncodedToken(Vocabulary.Id("un"), "un", 11..13),
            new EncodedToken(Vocabulary.Id("##aff"), "##aff", 13..16),
            new EncodedToken(Vocabulary.Id("##able"), "##able", 16..20),
        ]);
    }

    [Fact]
    public void Should_keep_case_if_asked() =>
        Vocabulary.Bert(new BertOptions { LowerCaseBeforeTokenization = false }).EncodeToIds("Hello hello World", addSpecialTokens: false)
            .ShouldBe(Vocabulary.Ids("Hello", "hello", "[UNK]"));

    [Fact]
    public void Should_strip_marks_only_if_asked()
    {
        Vocabulary.Bert().EncodeToIds("cafe\u0301", addSpecialTokens: false).ShouldNotBe(Vocabulary.Ids("cafe"));
        Vocabulary.Bert(new BertOptions { RemoveNonSpacingMarks = true }).EncodeToIds("cafe\u0301", addSpecialTokens: false)
            .ShouldBe(Vocabulary.Ids("cafe"));
    }

    [Fact]
    public void Should_make_every_ideograph_a_word_unless_told_not_to()
    {
        Vocabulary.Bert().EncodeToIds("\u4f60\u597d", addSpecialTokens: false).ShouldBe(Vocabulary.Ids("\u4f60", "\u597d"));
        Vocabulary.Bert(new BertOptions { IndividuallyTokenizeCjk = false }).EncodeToIds("\u4f60\u597d", addSpecialTokens: false)
            .ShouldBe(Vocabulary.Ids("[UNK]"));
    }

    [Fact]
    public void Should_recognize_special_tokens_in_the_text_unless_told_not_to()
    {
        Vocabulary.Bert().EncodeToIds("[CLS] hello", addSpecialTokens: false).ShouldBe(Vocabulary.Ids("[CLS]", "hello"));
        Vocabulary.Bert(new BertOptions { SplitOnSpecialTokens = false }).EncodeToIds("[CLS] hello", addSpecialTokens: false)
            .ShouldBe(Vocabulary.Ids("[", "cls", "]", "hello"));
    }

    [Theory]
    [InlineData("hello\nworld", "helloworld")]
    [InlineData("hello\u0007world", "helloworld")]
    [InlineData("hello$+world", "hello world")]
    [InlineData("hello\u00a0world", "hello world")]
    public void Should_treat_control_characters_and_symbols_as_the_official_package_does(string text, string same) =>
        Vocabulary.Bert().EncodeToIds(text).ShouldBe(Vocabulary.Bert().EncodeToIds(same));

    [Fact]
    public void Should_split_at_white_space_alone_without_basic_tokenization() =>
        Vocabulary.Bert(new BertOptions { ApplyBasicTokenization = false }).EncodeToIds("hello, world Hello", addSpecialTokens: false)
            .ShouldBe(Vocabulary.Ids("[UNK]", "world", "Hello"));

    [Fact]
    public void Should_use_the_callers_normalizer_and_splitter()
    {
        var options = new BertOptions { Normalizer = new Reverse(), PreTokenizer = PreTokenizer.CreateWhiteSpace() };

        Vocabulary.Bert(options).EncodeToIds("uoy olleh", addSpecialTokens: false).ShouldBe(Vocabulary.Ids("hello", "you"));
    }

    [Theory]
    [InlineData(1, 0, "")]
    [InlineData(3, 0, "hello")]
    [InlineData(4, 5, "hello ,")]
    [InlineData(6, 6, "hello ,")]
    [InlineData(7, 6, "hello , un ##aff ##able")]
    public void Should_keep_whole_words_within_the_limit(int limit, int consumed, string pieces)
    {
        var ids = Vocabulary.Bert().EncodeToIds("Hello, unaffable", limit, out _, out var charsConsumed);

        ids.ShouldBe(pieces.Length == 0 ? [] : Vocabulary.Ids(["[CLS]", .. pieces.Split(' '), "[SEP]"]));
        charsConsumed.ShouldBe(consumed);
    }

    [Fact]
    public void Should_encode_nothing_as_the_special_tokens_alone()
    {
        Vocabulary.Bert().EncodeToIds("").ShouldBe(Vocabulary.Ids("[CLS]", "[SEP]"));
        Vocabulary.Bert().EncodeToIds(" \t\n").ShouldBe(Vocabulary.Ids("[CLS]", "[SEP]"));
    }

    [Fact]
    public void Should_survive_any_text()
    {
        var tokenizer = Vocabulary.Bert(new BertOptions { RemoveNonSpacingMarks = true });
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Create(random.Next(48), random, static (characters, random) =>
            {
                foreach (ref var character in characters)
                {
                    character = (char)random.Next(char.MaxValue + 1);
                }
            });

            tokenizer.CountTokens(text).ShouldBe(tokenizer.EncodeToTokens(text, out _).Count);
        }
    }

    [Fact]
    public void Should_give_many_threads_the_same_ids()
    {
        var tokenizer = Vocabulary.Bert();
        var expected = tokenizer.EncodeToIds("Hello, unaffable world! [CLS]");

        Parallel.For(0, 2_000, _ => tokenizer.EncodeToIds("Hello, unaffable world! [CLS]").ShouldBe(expected));
    }

    private sealed class Reverse : Normalizer
    {
        public override string Normalize(string original) => new([.. original.Reverse()]);

        public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());
    }
}
