using System.ComponentModel.DataAnnotations;

namespace Mmei.Hosting;

/// <summary>Settings of the process, in the section <c>Hosting</c>.</summary>
internal sealed class HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>
    /// How long a stopping process may finish its work, in seconds. The bus's stop timeouts must be shorter, and the orchestrator's grace
    /// period longer.
    /// </summary>
    [Range(1, 3600)]
    public int ShutdownTimeoutSeconds { get; init; } = 25;

    /// <summary>
    /// A port for operators alone: metrics are served there and nowhere else, health with the state of each dependency. Without one
    /// everything is served on the port of the service.
    /// </summary>
    [Range(1, 65_535)]
    public int? ManagementPort { get; init; }

    /// <summary>
    /// A folder of secrets: each file is a setting, named as its variable is (`Bus__Password`). It wins over what is set elsewhere, and is
    /// read again within seconds when it changes; one that is gone or empty keeps what it held.
    /// </summary>
    public string? SecretsFolder { get; init; }
}
