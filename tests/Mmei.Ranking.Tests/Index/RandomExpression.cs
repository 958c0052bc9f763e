namespace Mmei.Ranking.Tests.Index;

/// <summary>Expressions of all forms about few things, so that some are true of many items and some of none.</summary>
internal static class RandomExpression
{
    public static string Of(Random random, int depth) => depth == 0 ? Test(random) : random.Next(4) switch
    {
        0 => $"not ({Of(random, depth - 1)})",
        1 => $"({Of(random, depth - 1)} and {Of(random, depth - 1)})",
        2 => $"({Of(random, depth - 1)} or {Of(random, depth - 1)})",
        _ => Test(random),
    };

    private static string Test(Random random)
    {
        var number = random.Next(6);
        return random.Next(12) switch
        {
            0 => $"kind {Equal(random)} '{Any(random, "music", "image", "video", "story")}'",
            1 => $"tags has 't{number}'",
            2 => $"creator {Equal(random)} 'c{number}'",
            3 => $"creator {Any(random, "in", "not in")} ['c{number}', 'c0']",
            4 => $"language {Equal(random)} 'L{number}-x'",
            5 => $"attributes.a {Any(random, "<", "<=", ">", ">=", "==", "!=")} {number}",
            6 => $"attributes.a {Any(random, "in", "not in")} [{number}, 1]",
            7 => $"attributes.a {Equal(random)} 'v{number}'",
            8 => $"attributes.a {Any(random, "in", "not in")} ['v{number}', 'v1']",
            9 => Any(random, "attributes.a", "attributes.a == false", "attributes.a != false"),
            10 => $"exists({Any(random, "creator", "language", "attributes.a", "attributes.b")})",
            _ => $"attributes.b == {number}",
        };
    }

    private static string Equal(Random random) => Any(random, "==", "!=");

    private static string Any(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
