using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Mmei.Gateway.Page;

/// <summary>The files of the page, which are embedded in this assembly: the page comes with the gateway, wherever that runs.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private const int TagDigits = 32;

    /// <returns>The files by their path below <c>wwwroot</c>.</returns>
    public static FrozenDictionary<string, PageFile> Read()
    {
        var types = new FileExtensionContentTypeProvider();
        return Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Load(name, types), StringComparer.Ordinal);
    }

    private static PageFile Load(string name, FileExtensionContentTypeProvider types)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var type = types.TryGetContentType(name, out var known)
            ? known
            : throw new InvalidOperationException($"No content type is known for {name}.");
        var tag = Convert.ToHexString(SHA256.HashData(content))[..TagDigits];
        return new PageFile(content, $"{type}; charset=utf-8", new EntityTagHeaderValue($"\"{tag}\""));
    }
}
