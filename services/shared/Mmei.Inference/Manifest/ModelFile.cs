using System.Security.Cryptography;

namespace Mmei.Inference.Manifest;

/// <summary>A file of a model, relative to its folder, with the hash that proves it is the one.</summary>
public sealed record ModelFile
{
    public required string File { get; init; }

    public required string Sha256 { get; init; }

    public long? Bytes { get; init; }

    public int? Opset { get; init; }

    /// <exception cref="ModelLoadException">The file is missing, or its hash is another.</exception>
    internal void Verify(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            throw new ModelLoadException($"'{path}' is missing.");
        }

        using var stream = System.IO.File.OpenRead(path);
        var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (!string.Equals(actual, Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelLoadException($"'{path}' is corrupt or another file: its SHA-256 is {actual}, the manifest says {Sha256}.");
        }
    }
}
