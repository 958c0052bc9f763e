using Mmei.Contracts.Api.V1;

namespace Mmei.Expressions.Tests;

public sealed class When_an_expression_is_asked
{
    private static readonly DescribedItem Song = new()
    {
        Creator = "O'Neill",
        Language = "pt-BR",
        Tags = ["sea", "night drive"],
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["bpm"] = 92,
            ["gain"] = -0.5,
            ["mood"] = "calm",
            ["explicit"] = false,
            ["live-take"] = true,
        },
    };

    [Theory]
    [InlineData("kind == 'music'")]
    [InlineData("kind in ['music', 'video']")]
    [InlineData("kind not in ['story']")]
    [InlineData("tags has 'sea' and tags has \" Night Drive \"")]
    [InlineData("not tags has 'land'")]
    [InlineData("creator == 'O\\'Neill'")]
    [InlineData("creator == \"O'Neill\"")]
    [InlineData("creator != 'o\\'neill'")]
    [InlineData("language == 'PT-br'")]
    [InlineData("attributes.bpm < 100")]
    [InlineData("attributes.bpm<=92 and attributes.bpm>=92 and attributes.bpm == 9.2e1")]
    [InlineData("attributes.gain > -1")]
    [InlineData("attributes.bpm in [90, 91, 92]")]
    [InlineData("attributes.bpm not in [90, 91]")]
    [InlineData("attributes.mood in ['calm', 'slow']")]
    [InlineData("attributes.mood != 'loud'")]
    [InlineData("not attributes.explicit")]
    [InlineData("attributes.explicit == false and attributes.live-take")]
    [InlineData("attributes.explicit != true")]
    [InlineData("exists(attributes.bpm) and exists(creator) and not exists(attributes.key)")]
    [InlineData("kind == 'image' or kind == 'music' and attributes.bpm < 100")]
    [InlineData("(kind == 'image' or kind == 'music') and not (attributes.bpm > 100 or tags has 'land')")]
    [InlineData("not not not kind == 'image'")]
    [InlineData("\t attributes.bpm\n < \r\n 100 ")]
    public void Should_hold(string expression)
    {
        Expression.Parse(expression).Holds(Song).ShouldBeTrue();
        Expression.Parse($"not ({expression})").Holds(Song).ShouldBeFalse();
    }

    /// <summary>Nothing is known of it, so neither it nor its opposite is true.</summary>
    [Theory]
    [InlineData("attributes.key == 'c'")]
    [InlineData("attributes.key != 'c'")]
    [InlineData("attributes.key in ['c', 'd']")]
    [InlineData("attributes.key not in [1, 2]")]
    [InlineData("attributes.key < 3")]
    [InlineData("attributes.key")]
    [InlineData("attributes.mood < 3")]
    [InlineData("attributes.bpm == '92'")]
    [InlineData("attributes.bpm != '92'")]
    [InlineData("attributes.bpm")]
    [InlineData("attributes.Bpm < 100")]
    [InlineData("attributes.key == 'c' and kind == 'music'")]
    [InlineData("attributes.key == 'c' or kind == 'video'")]
    public void Should_leave_open_what_the_item_does_not_say(string expression)
    {
        Expression.Parse(expression).Holds(Song).ShouldBeFalse();
        Expression.Parse($"not ({expression})").Holds(Song).ShouldBeFalse();
    }

    /// <summary>One side is enough: false and unknown is false, true or unknown is true.</summary>
    [Theory]
    [InlineData("kind == 'music' or attributes.key == 'c'", true)]
    [InlineData("kind == 'video' and attributes.key == 'c'", false)]
    public void Should_decide_where_one_side_does(string expression, bool holds)
    {
        Expression.Parse(expression).Holds(Song).ShouldBe(holds);
        Expression.Parse($"not ({expression})").Holds(Song).ShouldBe(!holds);
    }

    [Fact]
    public void Should_ask_an_item_that_says_nothing()
    {
        var silent = new DescribedItem();

        Expression.Parse("creator != 'a' or language != 'en' or tags has 'a' or exists(creator)").Holds(silent).ShouldBeFalse();
        Expression.Parse("not (tags has 'a' or exists(language) or exists(attributes.a))").Holds(silent).ShouldBeTrue();
    }
}
