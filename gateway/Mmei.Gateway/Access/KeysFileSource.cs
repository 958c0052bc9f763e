using Microsoft.Extensions.Configuration.Json;

namespace Mmei.Gateway.Access;

/// <summary>A keys file as configuration. A change that cannot be read leaves what it held; at the start it is thrown about.</summary>
internal sealed class KeysFileSource(KeysFileFaults faults) : JsonConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new Provider(this, faults);
    }

    private sealed class Provider(KeysFileSource source, KeysFileFaults faults) : JsonConfigurationProvider(source)
    {
        private bool _wasRead;

        public override void Load(Stream stream)
        {
            try
            {
                base.Load(stream);
                _wasRead = true;
            }
            catch (FormatException fault) when (_wasRead)
            {
                faults.Report(Source.Path, fault);
            }
        }
    }
}
