namespace Mmei.Contracts.Taxonomy;

/// <summary>How many values the vocabularies have: the lengths of their probability vectors.</summary>
public static class Sizes
{
    public const int Emotions = 7;
    public const int Intents = 5;
    public const int ContentKinds = 4;
}
