
namespace Mmei.Contracts.Taxonomy;

/// <summary>Why a modality could not be encoded.</summary>
public enum RejectionCode
{
    /// <summary>The bytes are not what they claim to be, or are broken.</summary>
    Undecodable,

    /// <summary>A format, codec or layout that is not read here.</summary>
    Unsupported,

    /// <summary>Over a published limit (bytes, pixels, seconds, characters).</summary>
    TooLarge,

    /// <summary>Nothing to encode: empty text, zero samples.</summary>
    Empty,

    /// <summary>The encoder's queue is full; the person did nothing wrong.</summary>
    Overloaded,

    /// <summary>The encoder failed; the person did nothing wrong.</summary>
    Failed,

    /// <summary>Nobody speaks in the sound: silence, noise, music.</summary>
    NoSpeech,

    /// <summary>A picture or video in which no face was found.</summary>
    NoFace,
}
