namespace Mmei.Contracts.Api.V1;

/// <summary>How much was known of a person's taste at a decision.</summary>
public sealed record TasteAnswer
{
    /// <summary>Items whose rewards made up the taste.</summary>
    public required int Rated { get; init; }

    /// <summary>Items the person did not want again.</summary>
    public required int Disliked { get; init; }
}
