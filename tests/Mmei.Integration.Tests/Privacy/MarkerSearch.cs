using System.IO.Compression;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Looks for markers in all their forms.</summary>
internal sealed class MarkerSearch(params IReadOnlyList<Marker> markers)
{
    public IEnumerable<Finding> InFolder(string place, string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .SelectMany(file => In($"{place}: {Path.GetRelativePath(folder, file)}", File.ReadAllBytes(file)));

    /// <summary>In a value as it is stored, and in what it is once it is unpacked.</summary>
    public IEnumerable<Finding> InValue(string place, byte[] value) =>
        new[] { value, Unpacked(value, 0), Unpacked(value, 1) }.SelectMany(content => In(place, content)).Distinct();

    public IEnumerable<Finding> In(string place, byte[] content) =>
        from marker in markers
        from form in marker.Forms
        where content.AsSpan().IndexOf(form.Bytes) >= 0
        select new Finding(place, marker.Name, form.Name);

    /// <summary>What Brotli packed, after a head of so many bytes; empty where it is not packed so.</summary>
    private static byte[] Unpacked(byte[] value, int head)
    {
        var start = Math.Min(head, value.Length);
        using var content = new MemoryStream();
        try
        {
            using var packed = new BrotliStream(new MemoryStream(value, start, value.Length - start), CompressionMode.Decompress);
            packed.CopyTo(content);
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidDataException)
        {
            return [];
        }

        return content.ToArray();
    }
}
