using System.Text;
using System.Text.Json;
using Mmei.Encoders.Text.Tokenization;

namespace Mmei.Encoders.Tests.Text;

public sealed class When_text_is_tokenized
{
    private static readonly Fixture Cases = Fixture.Load();

    private static readonly TextTokenizer Tokenizer = Cases.Tokenizer();

    [Fact]
    public void Should_give_the_ids_of_an_independent_implementation()
    {
        var different = Cases.Cases
            .Where(known => !Tokenizer.Encode(known.Text).SequenceEqual(known.Ids))
            .Select(known => $"{JsonSerializer.Serialize(known.Text)}: {string.Join(' ', Tokenizer.Encode(known.Text).Select(id => Cases.Vocabulary[id]))}, not {string.Join(' ', known.Tokens)}");

        different.ShouldBeEmpty();
        Cases.Cases.Length.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Should_cut_at_the_limit_and_keep_the_separator()
    {
        var whole = Tokenizer.Encode("I feel so lonely tonight, could you stay?");

        for (var limit = 2; limit < whole.Count; limit++)
        {
            Cases.Tokenizer(limit).Encode("I feel so lonely tonight, could you stay?").ShouldBe([.. whole.Take(limit - 1), whole[^1]]);
        }
    }

    [Fact]
    public void Should_cut_within_a_word_too()
    {
        var whole = Tokenizer.Encode("zzzxqqj");
        whole.Count.ShouldBeGreaterThan(4);

        Cases.Tokenizer(4).Encode("zzzxqqj").ShouldBe([.. whole.Take(3), whole[^1]]);
    }

    [Theory]
    [InlineData("[SEP]")]
    [InlineData("[CLS] [MASK] [PAD]")]
    public void Should_not_let_text_spell_special_tokens(string text)
    {
        var inner = Tokenizer.Encode(text).Skip(1).SkipLast(1);

        inner.ShouldNotContain(id => id == 0 || id == 2 || id == 3 || id == 4);
    }

    [Theory]
    [InlineData("a\ud800b", "ab")]
    [InlineData("\udc00\ud800", "")]
    [InlineData("Stra\u1e9ee", "Stra\u00dfe")]
    [InlineData("\u0130stanbul", "istanbul")]
    [InlineData("\uff21\u0130", "\uff41i")]
    public void Should_treat_odd_text_like_its_plain_form(string odd, string plain) =>
        Tokenizer.Encode(odd).ShouldBe(Tokenizer.Encode(plain));

    [Fact]
    public void Should_count_the_length_of_words_in_code_points()
    {
        string Laughs(int count) => string.Concat(Enumerable.Repeat("\U0001f602", count));

        Tokenizer.Encode(Laughs(100)).Count.ShouldBeGreaterThan(3);
        Tokenizer.Encode(Laughs(101)).Count.ShouldBe(3);
        Tokenizer.Encode(new string('a', 100_000)).Count.ShouldBe(3);
    }

    [Fact]
    public void Should_survive_any_text()
    {
        var bounded = Cases.Tokenizer(32);
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Create(random.Next(64), random, static (characters, random) =>
            {
                foreach (ref var character in characters)
                {
                    character = (char)random.Next(char.MaxValue + 1);
                }
            });

            bounded.Encode(text).Count.ShouldBeInRange(2, 32);
        }
    }

    [Fact]
    public void Should_keep_case_and_accents_for_cased_models()
    {
        using var vocabulary = new MemoryStream(Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nCaf\u00e9\ncafe\n"));
        var cased = new TextTokenizer(vocabulary, lowerCase: false);

        cased.Encode("Caf\u00e9 cafe").ShouldBe([2, 5, 6, 3]);
    }

    [Fact]
    public void Should_refuse_a_vocabulary_without_special_tokens()
    {
        using var vocabulary = new MemoryStream("a\nb\n"u8.ToArray());

        Should.Throw<ArgumentException>(() => new TextTokenizer(vocabulary, lowerCase: true));
    }

    private sealed record Fixture(string[] Vocabulary, Known[] Cases)
    {
        public static Fixture Load()
        {
            using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "wordpiece.json"));
            return JsonSerializer.Deserialize<Fixture>(file, JsonSerializerOptions.Web)!;
        }

        public TextTokenizer Tokenizer(int maxTokens = int.MaxValue)
        {
            using var vocabulary = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary)));
            return new TextTokenizer(vocabulary, lowerCase: true, maxTokens);
        }
    }

    private sealed record Known(string Text, string[] Tokens, int[] Ids);
}
