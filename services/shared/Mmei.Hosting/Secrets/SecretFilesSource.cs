using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace Mmei.Hosting.Secrets;

/// <summary>The library's files, of which none takes a value back.</summary>
internal sealed class SecretFilesSource(KeyPerFileConfigurationSource files) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(files);

    private sealed class Provider(KeyPerFileConfigurationSource files) : KeyPerFileConfigurationProvider(files)
    {
        private readonly ConcurrentDictionary<string, string> _held = new(StringComparer.OrdinalIgnoreCase);

        public override bool TryGet(string key, out string? value)
        {
            if (base.TryGet(key, out value) && !string.IsNullOrEmpty(value))
            {
                _held[key] = value;
                return true;
            }

            return _held.TryGetValue(key, out value);
        }
    }
}
