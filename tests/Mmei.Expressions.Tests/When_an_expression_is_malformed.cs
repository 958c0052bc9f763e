namespace Mmei.Expressions.Tests;

public sealed class When_an_expression_is_malformed
{
    [Theory]
    [InlineData("", 1, "the end stands where a comparison")]
    [InlineData("   ", 4, "the end")]
    [InlineData("tempo < 100", 1, "'tempo' is unknown; names are kind, tags, creator, language and attributes.NAME")]
    [InlineData("kind", 5, "'==', '!=', 'in' or 'not in'")]
    [InlineData("kind = 'music'", 6, "'=' is written '=='")]
    [InlineData("kind == 'song'", 9, "a kind is one of 'music', 'image', 'video', 'story'")]
    [InlineData("kind == 1", 9, "a kind is one of")]
    [InlineData("kind == music", 9, "a text in quotes, a number, true or false")]
    [InlineData("kind < 'music'", 6, "'=='")]
    [InlineData("tags == 'sea'", 6, "'has' and a tag")]
    [InlineData("tags has sea", 10, "a tag in quotes")]
    [InlineData("creator == 3", 12, "it is compared with a text in quotes")]
    [InlineData("language > 'en'", 10, "'=='")]
    [InlineData("attributes.bpm < '100'", 18, "a number: it alone is compared by size")]
    [InlineData("attributes.bpm in [1, 'a']", 23, "of one type")]
    [InlineData("attributes.bpm in ['a', 1]", 25, "it is compared with a text")]
    [InlineData("attributes.bpm in []", 20, "']' stands where a text in quotes")]
    [InlineData("attributes.bpm in [1, 2", 24, "the end stands where ']'")]
    [InlineData("attributes.bpm in [1 2]", 22, "'2' stands where ']'")]
    [InlineData("attributes.bpm not 3", 20, "'in'")]
    [InlineData("attributes. < 3", 1, "an attribute has a name")]
    [InlineData("attributes.1a < 3", 1, "an attribute has a name")]
    [InlineData("attributes.a.b < 3", 1, "an attribute has a name")]
    [InlineData("100 > attributes.bpm", 1, "a comparison, which begins with a name")]
    [InlineData("true", 1, "a comparison, which begins with a name")]
    [InlineData("kind == 'music' kind == 'video'", 17, "'and', 'or' or the end")]
    [InlineData("kind == 'music' and", 20, "the end")]
    [InlineData("kind == 'music' AND kind == 'video'", 17, "'AND' stands where 'and', 'or' or the end")]
    [InlineData("kind == 'music' && kind == 'video'", 17, "'&&' is written 'and'")]
    [InlineData("!attributes.explicit", 1, "'!' is written 'not'")]
    [InlineData("(kind == 'music'", 17, "the end stands where ')'")]
    [InlineData("kind == 'music')", 16, "')' stands where 'and', 'or' or the end")]
    [InlineData("kind == 'music", 9, "a text begins that does not end")]
    [InlineData("kind == “music”", 9, "'“' is written \"")]
    [InlineData("creator == 'a\\n'", 14, "stands before a quote or another")]
    [InlineData("creator == 'a\\", 14, "stands before a quote or another")]
    [InlineData("creator == 'a\u0000'", 14, "U+0000 cannot be part of a text")]
    [InlineData("creator == 'a\n'", 14, "U+000A cannot be part of a text")]
    [InlineData("attributes.bpm < 1e999", 18, "'1e999' is no number that can be kept")]
    [InlineData("attributes.bpm < 1-1", 18, "is no number")]
    [InlineData("attributes.bpm < -", 18, "is no number")]
    [InlineData("attributes.bpm + 1 < 3", 16, "'+' can stand within a text alone")]
    [InlineData("каталог == 'a'", 1, "U+043A can stand within a text alone")]
    [InlineData("exists(kind)", 8, "every item has kind; exists asks for creator, language and attributes.NAME")]
    [InlineData("exists(tags)", 8, "every item has tags")]
    [InlineData("exists creator", 8, "'('")]
    [InlineData("exists(attributes.a == 1)", 21, "')'")]
    [InlineData("creator == language", 12, "'language' stands where a text in quotes")]
    [InlineData("$where: 'sleep(1)'", 1, "'$' can stand within a text alone")]
    public void Should_say_where_and_what_is_allowed(string expression, int position, string problem)
    {
        var refused = Should.Throw<MalformedExpressionException>(() => Expression.Parse(expression));

        refused.Position.ShouldBe(position);
        refused.Message.ShouldStartWith($"at character {position}: ");
        refused.Message.ShouldContain(problem);
    }

    [Fact]
    public void Should_refuse_half_a_character()
    {
        Should.Throw<MalformedExpressionException>(() => Expression.Parse("creator == '\ud83d'")).Position.ShouldBe(13);
        Expression.Parse("creator == '\ud83d\ude00'").Holds(new DescribedItem { Creator = "\ud83d\ude00" }).ShouldBeTrue();
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not (", ")")]
    [InlineData("not ", "")]
    public void Should_refuse_what_is_nested_too_deep(string open, string close)
    {
        string Nested(int times) => $"{Times(open, times)}kind == 'music'{Times(close, times)}";
        var levels = open == "not (" ? 2 : 1;

        Expression.Parse(Nested(Expression.MostDepth / levels)).ShouldNotBeNull();
        Should.Throw<MalformedExpressionException>(() => Expression.Parse(Nested((Expression.MostDepth / levels) + 1)))
            .Message.ShouldContain("at most 16 deep");
        Should.Throw<MalformedExpressionException>(() => Expression.Parse(new string('(', Expression.MostCharacters)))
            .Message.ShouldContain("at most 16 deep");
    }

    [Fact]
    public void Should_refuse_more_comparisons_than_may_be()
    {
        string Of(int count) => string.Join(" or ", Enumerable.Repeat("tags has 'a'", count));

        Expression.Parse(Of(Expression.MostTests)).ShouldNotBeNull();
        Should.Throw<MalformedExpressionException>(() => Expression.Parse(Of(Expression.MostTests + 1)))
            .Message.ShouldContain("at most 64 comparisons");
    }

    [Fact]
    public void Should_refuse_more_listed_values_than_may_be_in_all_lists_together()
    {
        string Of(int count) => $"attributes.a in [{string.Join(',', Enumerable.Repeat("1", count))}]";

        Expression.Parse(Of(Expression.MostListed)).ShouldNotBeNull();
        Should.Throw<MalformedExpressionException>(() => Expression.Parse(Of(Expression.MostListed + 1)))
            .Message.ShouldContain("at most 100 values together");
        Should.Throw<MalformedExpressionException>(() => Expression.Parse($"{Of(60)} or {Of(60)}")).Message.ShouldContain("at most 100");
    }

    [Fact]
    public void Should_refuse_what_is_too_long_without_reading_it()
    {
        var longest = "kind == 'music'".PadRight(Expression.MostCharacters);

        Expression.Parse(longest).ShouldNotBeNull();
        Should.Throw<MalformedExpressionException>(() => Expression.Parse(longest + " ")).Message.ShouldContain("at most 2000 characters");
    }

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>Whatever comes is read or refused: nothing else is thrown, and nothing runs away.</summary>
    [Fact]
    public void Should_read_or_refuse_whatever_comes()
    {
        var random = new Random(14);
        string[] pieces =
        [
            "kind", "tags", "creator", "attributes.a", "and", "or", "not", "in", "has", "exists", "true",
            "==", "!=", "<", ">=", "(", ")", "[", "]", ",", "'a'", "\"b", "1", "-1e5", "\\", "\u0000", "é", "\ud800", " ",
        ];
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Expression.Parse(text).Holds(new DescribedItem());
                read++;
            }
            catch (MalformedExpressionException malformed)
            {
                malformed.Position.ShouldBeInRange(1, text.Length + 1);
            }
        }

        read.ShouldBeGreaterThan(0);
    }
}
