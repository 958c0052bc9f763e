using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.RealData;

/// <summary>FER2013: a folder of pictures per emotion.</summary>
internal static class Faces
{
    public const string DataSet = "fer2013";

    public static bool Shows(string file, Emotion emotion) => file.Split('/') is [.., var folder, _] && folder == FolderOf(emotion);

    private static string FolderOf(Emotion emotion) => emotion switch
    {
        Emotion.Anger => "angry",
        Emotion.Joy => "happy",
        Emotion.Sadness => "sad",
        _ => emotion.ToString().ToLowerInvariant(),
    };
}
