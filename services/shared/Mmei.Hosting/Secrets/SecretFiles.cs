using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Secrets;

/// <summary>
/// Settings that are files, as an orchestrator mounts its secrets: the name of a file is the setting (<c>Bus__Password</c>), its content
/// the value. Unlike variables they are not handed to child processes, and they may change while the process runs. A file that is gone or
/// empty says nothing: what it held stays until the process ends, for a default in its place would be a password that nobody chose.
/// </summary>
public static class SecretFiles
{
    private const string Setting = $"{HostingOptions.Section}:{nameof(HostingOptions.SecretsFolder)}";

    /// <summary>
    /// Reads the folder <c>Hosting:SecretsFolder</c>, if one is set, over what is set elsewhere, and again when it changes.
    /// </summary>
    /// <exception cref="OptionsValidationException">There is no such folder.</exception>
    public static void AddSecretFiles(this IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[Setting] is not { Length: > 0 } folder)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            throw new OptionsValidationException(
                HostingOptions.Section, typeof(HostingOptions), [$"{Setting} is {folder}, and there is no such folder."]);
        }

        // Kubernetes changes all files at once, by a link to another folder, which only polling notices.
        configuration.Sources.Add(new SecretFilesSource(new KeyPerFileConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)) { UsePollingFileWatcher = true, UseActivePolling = true },
            ReloadOnChange = true,
        }));
    }
}
