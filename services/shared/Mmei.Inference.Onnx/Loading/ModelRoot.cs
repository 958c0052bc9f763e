namespace Mmei.Inference.Onnx.Loading;

/// <summary>Where models lie when no setting says so.</summary>
internal static class ModelRoot
{
    private const string Installed = "/models";

    /// <summary>The <c>models/artifacts</c> above the program, as when run from a checkout; else <c>/models</c>, as in an image.</summary>
    public static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var artifacts = Path.Combine(folder.FullName, "models", "artifacts");
            if (Directory.Exists(artifacts))
            {
                return artifacts;
            }
        }

        return Installed;
    }
}
