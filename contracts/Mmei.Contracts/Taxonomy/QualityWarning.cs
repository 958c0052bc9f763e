
namespace Mmei.Contracts.Taxonomy;

/// <summary>Why what was perceived in a medium may be wrong.</summary>
public enum QualityWarning
{
    /// <summary>The picture is out of focus, or was enlarged.</summary>
    Blurred,

    /// <summary>The picture is too dark.</summary>
    Dark,

    /// <summary>In little of the sound somebody speaks.</summary>
    LittleSpeech,

    /// <summary>The recording was too loud for its format.</summary>
    Clipped,

    /// <summary>The medium is longer than what is perceived of it.</summary>
    Shortened,

    /// <summary>The text is in a language that its model was not measured on.</summary>
    UnmeasuredLanguage,
}
