
namespace Mmei.Contracts.Taxonomy;

/// <summary>The seven emotions, in the order of every probability vector on the wire and in every model.</summary>
public enum Emotion
{
    Anger,
    Disgust,
    Fear,
    Joy,
    Neutral,
    Sadness,
    Surprise,
}
