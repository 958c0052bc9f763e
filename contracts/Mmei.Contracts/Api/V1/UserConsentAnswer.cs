namespace Mmei.Contracts.Api.V1;

/// <summary>What a person agreed to, for all their observations, until they withdraw it; neither, where nothing is stored.</summary>
public sealed record UserConsentAnswer
{
    /// <summary>Whether their face may be read.</summary>
    public required bool Image { get; init; }

    /// <summary>Whether their voice may be heard.</summary>
    public required bool Audio { get; init; }

    /// <summary>What they agreed to, in the caller's words; absent where nothing is stored.</summary>
    public string? Purpose { get; init; }

    /// <summary>When it was stored, for who has to show it; absent where nothing is.</summary>
    public DateTimeOffset? StoredAt { get; init; }
}
