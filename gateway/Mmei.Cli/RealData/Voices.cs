using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.RealData;

/// <summary>RAVDESS: the third of the seven numbers in a clip's name is its emotion; 02, calm, is none of ours.</summary>
internal static class Voices
{
    public const string DataSet = "ravdess";

    public static bool Sounds(string file, Emotion emotion) =>
        Path.GetFileNameWithoutExtension(file).Split('-') is [_, _, var code, _, _, _, _] && code == CodeOf(emotion);

    private static string CodeOf(Emotion emotion) => emotion switch
    {
        Emotion.Neutral => "01",
        Emotion.Joy => "03",
        Emotion.Sadness => "04",
        Emotion.Anger => "05",
        Emotion.Fear => "06",
        Emotion.Disgust => "07",
        Emotion.Surprise => "08",
        _ => throw new ArgumentOutOfRangeException(nameof(emotion), emotion, null),
    };
}
